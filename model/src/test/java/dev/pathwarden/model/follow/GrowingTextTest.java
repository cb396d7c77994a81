package dev.pathwarden.model.follow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.journal.Events;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class GrowingTextTest {

    private static final RunId RUN = new RunId(1, 2);

    private static RecordedStep step(int id, String name, int decidedAt, int endedAt) {
        return new RecordedStep(Step.of(RUN, new StepId(id), Operation.TOOL_CALL, name).build(), null, endedAt < 0 ? null : new Outcome(endedAt, 1L, Status.OK, null, "back " + id, Facts.NONE, Set.of()), decidedAt, endedAt);
    }

    private static RecordedRun run(RecordedStep... steps) {
        return new RecordedRun(new Run(RUN, null, null, null, Status.UNFINISHED, null, null, Map.of()), List.of(steps), List.of());
    }

    private static List<String> texts(List<FollowLine> lines) {
        return lines.stream().map(FollowLine::text).toList();
    }

    @Test
    void next_tellsAStepWhenItBegins_andAgainByNameWhenItEndsBehindAnother() {
        GrowingText text = new GrowingText(false);
        assertThat(texts(text.next(run(step(1, "outer", 0, -1))))).containsExactly("1  tool.call outer  unfinished");
        assertThat(text.next(run(step(1, "outer", 0, -1)))).isEmpty();
        assertThat(texts(text.next(run(step(1, "outer", 0, -1), step(2, "inner", 1, 2))))).containsExactly("2  tool.call inner  ok", "back 2");
        assertThat(texts(text.next(run(step(1, "outer", 0, 3), step(2, "inner", 1, 2))))).containsExactly("1  tool.call outer  ok", "back 1");
    }

    @Test
    void next_ofAStepThatEndsNext_doesNotNameItAgain() {
        GrowingText text = new GrowingText(false);
        text.next(run(step(1, "slow", 0, -1)));
        assertThat(texts(text.next(run(step(1, "slow", 0, 1))))).containsExactly("back 1");
    }

    @Test
    void rest_namesTheStepsThatDidNotEnd() {
        GrowingText text = new GrowingText(false);
        RecordedRun whole = run(step(1, "outer", 0, -1), step(2, "inner", 1, 2));
        text.next(whole);
        assertThat(texts(text.rest(whole))).containsExactly("1  tool.call outer  unfinished", "no end was recorded");
    }

    @Property(tries = 100)
    void next_pieceByPiece_tellsEachBeginAndEachEndOnce(@ForAll long seed) {
        for (RecordedRun whole : new Events(seed).runs(2, 12)) {
            List<RecordedStep> steps = whole.steps().stream().filter(step -> whole.steps().stream().filter(other -> other.id().equals(step.id())).count() == 1).toList();
            GrowingText text = new GrowingText(true);
            List<FollowLine> lines = new ArrayList<>();
            for (int i = 0; i <= steps.size(); i++) {
                lines.addAll(text.next(new RecordedRun(whole.run(), steps.subList(0, i), List.of())));
            }
            assertThat(text.next(new RecordedRun(whole.run(), steps, List.of()))).isEmpty();
            lines.addAll(text.rest(new RecordedRun(whole.run(), steps, List.of())));

            assertThat(lines.stream().filter(line -> line.kind() == FollowLine.Kind.STEP).map(FollowLine::place).distinct()).hasSize(steps.size());
            assertThat(lines.stream().filter(line -> line.text().equals("no end was recorded")).count()).isGreaterThanOrEqualTo(steps.stream().filter(step -> step.outcome() == null).count());
        }
    }
}
