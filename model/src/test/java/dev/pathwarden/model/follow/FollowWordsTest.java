package dev.pathwarden.model.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pathwarden.model.follow.FollowWords.Place;
import dev.pathwarden.model.step.Facts;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.Outcome;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Run;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.StepId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class FollowWordsTest {

    private static final RunId RUN = new RunId(1, 2);
    private static final String LONG = "Write to Ada@example.com and to ada@EXAMPLE.com, not to anybody else at all.";

    private final RecordedRun run = new RecordedRun(new Run(RUN, "a", "agent", "v", Status.OK, null, null, Map.of()),
            List.of(step(1, LONG), step(2, LONG), step(3, "nothing"), step(4, "x".repeat(FollowedRun.LONGEST) + " ada@example.com")), List.of());

    private static RecordedStep step(int id, String text) {
        return new RecordedStep(Step.of(RUN, new StepId(id), Operation.TOOL_CALL, "tool").arguments(Map.of("to", text)).build(), null, new Outcome(id, 1L, Status.OK, null, null, Facts.NONE, Set.of()), 2 * id, 2 * id + 1);
    }

    private List<Place> found(String words) {
        return new FollowWords(words).in(run, FollowedRun.of(run, false), UnaryOperator.identity());
    }

    @Test
    void words_areFoundWhereverTheyStand_andOnceAtAStepThatTellsThemElsewhereOrNotAtAll() {
        List<FollowLine> lines = FollowedRun.of(run, false);

        assertThat(found("ada@example.com")).satisfiesExactly(
                one -> assertThat(lines.get(one.line()).text().substring(one.at())).startsWith("Ada@example.com and"),
                two -> assertThat(lines.get(two.line()).text().substring(two.at())).startsWith("ada@EXAMPLE.com, not"),
                again -> assertThat(List.of(lines.get(again.line()).place(), lines.get(again.line()).kind(), again.at())).containsExactly(1, FollowLine.Kind.STEP, -1),
                cut -> assertThat(List.of(lines.get(cut.line()).place(), lines.get(cut.line()).kind(), cut.at())).containsExactly(3, FollowLine.Kind.STEP, -1));
        assertThat(new FollowWords("ada@example.com").steps(run).stream()).containsExactly(0, 1, 3);
    }

    @Test
    void words_thatStandInLinesAlone_andInNoStep_areNotFound() {
        assertThat(found("as in step")).isEmpty();
        assertThat(found("nobody")).isEmpty();
    }

    @Test
    void words_thatStandMoreOftenThanAnybodyReads_areFoundSoOften() {
        RecordedRun much = new RecordedRun(run.run(), List.of(step(1, "a".repeat(2 * FollowWords.MOST_PLACES))), List.of());

        assertThat(new FollowWords("a").in(much, FollowedRun.of(much, true), UnaryOperator.identity())).hasSize(FollowWords.MOST_PLACES);
    }

    @Test
    void noWords_areRefused() {
        assertThatThrownBy(() -> new FollowWords("")).isInstanceOf(IllegalArgumentException.class);
    }
}
