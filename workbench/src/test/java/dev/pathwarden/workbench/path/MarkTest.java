package dev.pathwarden.workbench.path;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.Decision;
import dev.pathwarden.model.step.Facts;
import dev.pathwarden.model.step.Mode;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.Outcome;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.model.step.Verdict;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkTest {

    @ParameterizedTest
    @CsvSource({
        "ALLOW, OK, NONE",
        "ALERT, OK, ALERTED",
        "REDACT, OK, CHANGED",
        "SANDBOX, OK, CHANGED",
        "HOLD, OK, HELD",
        "BLOCK, OK, WOULD_BLOCK",
        "BLOCK, BLOCKED, BLOCKED",
        "ALLOW, BLOCKED, BLOCKED",
        "ALERT, ERROR, ERROR",
        "BLOCK, ERROR, WOULD_BLOCK",
        "ALLOW, UNFINISHED, UNFINISHED"})
    void of_whenAskedAndEnded_isTheStrongerOfBoth(Action asked, Status status, Mark expected) {
        assertThat(Mark.of(step(asked, List.of(), status))).isEqualTo(expected);
    }

    @Test
    void of_whenAGuardrailCouldNotBeEvaluated_isSeen() {
        assertThat(Mark.of(step(Action.ALLOW, List.of(new Decision.NotEvaluated("needs-time", "step.start was not recorded")), Status.OK))).isEqualTo(Mark.NOT_EVALUATED);
    }

    @Test
    void of_whenNothingWasDecided_isHowTheStepEnded() {
        Step step = Step.of(new RunId(1, 1), new StepId(1), Operation.TOOL_CALL, "lookup").build();

        assertThat(Mark.of(new RecordedStep(step, null, null, 0, -1))).isEqualTo(Mark.UNFINISHED);
    }

    private static RecordedStep step(Action asked, List<Decision.NotEvaluated> notEvaluated, Status status) {
        Step step = Step.of(new RunId(1, 1), new StepId(1), Operation.TOOL_CALL, "lookup").build();
        List<Verdict> verdicts = asked == Action.ALLOW ? List.of() : List.of(new Verdict("rule", "00", asked, Mode.AUDIT, "", List.of()));
        Outcome outcome = status == Status.UNFINISHED ? null : new Outcome(2, 1L, status, null, null, Facts.NONE, Set.of());
        return new RecordedStep(step, new Decision(1, null, "", null, Set.of(), verdicts, notEvaluated), outcome, 0, 1);
    }
}
