package dev.pathwarden.recorder.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.step.BundleChange;
import dev.pathwarden.model.step.Decision;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.ProcessInfo;
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
import org.junit.jupiter.api.Test;

class BundleTextTest {

    private static final RunId RUN = new RunId(1, 2);
    private static final long START = 1_790_000_000_000_000_000L;
    private static final long SECOND = 1_000_000_000L;
    private static final String KEY = "9f".repeat(32);

    @Test
    void lines_tellWhatWasInForceAndWhatWasRefused_withTheStepsDecidedUnderEach() {
        List<String> lines = BundleText.of(run("a", "a", "b", "a"), List.of(process(change(-9, "older", 1L, null), change(-5, "a", 2L, null), change(2, "b", 3L, null),
                change(2, "", null, "It is not signed."), change(3, "a", 4L, null), change(99, "c", 5L, null))));

        assertThat(lines).containsExactly("2026-09-21 14:13:15 UTC: a, sequence 2, key 9f9f9f9f, decided 2 steps", "2026-09-21 14:13:22 UTC: b, sequence 3, key 9f9f9f9f, decided 1 step",
                "2026-09-21 14:13:22 UTC: refused. It is not signed.", "2026-09-21 14:13:23 UTC: a, sequence 4, key 9f9f9f9f, decided 1 step");
    }

    @Test
    void lines_ofARunUnderTheSameUnsignedGuardrails_areNone() {
        assertThat(BundleText.of(run("a", "a"), List.of(process(new BundleChange(START - SECOND, "a", null, null, null))))).isEmpty();
        assertThat(BundleText.of(run("a", "a"), List.of(process()))).isEmpty();
    }

    @Test
    void lines_ofHostileText_areEscaped() {
        assertThat(BundleText.of(run("a"), List.of(process(change(-1, "\u001b[2J", null, null), change(0, "", null, "\u001b[2J"))))).noneMatch(line -> line.contains("\u001b"));
    }

    private static BundleChange change(long seconds, String hash, Long sequence, String refusal) {
        return new BundleChange(START + seconds * SECOND, hash, sequence, refusal == null ? KEY : null, refusal);
    }

    private static ProcessInfo process(BundleChange... changes) {
        return new ProcessInfo(7, START, "Main", "17", null, null, List.of(), List.of(), List.of(changes), 0, 0);
    }

    /** A step every second, decided under these. */
    private static RecordedRun run(String... bundles) {
        List<RecordedStep> steps = new ArrayList<>();
        for (int i = 0; i < bundles.length; i++) {
            Step step = Step.of(RUN, new StepId(i + 1), Operation.TOOL_CALL, "tool").pid(7L).startNanos(START + i * SECOND).build();
            steps.add(new RecordedStep(step, new Decision(i + 1, step.startNanos(), bundles[i], null, Set.of(), List.of(), List.of()), null, i, -1));
        }
        return new RecordedRun(new Run(RUN, null, null, null, Status.OK, START, START + 10 * SECOND, Map.of()), steps, List.of());
    }
}
