package dev.pathwarden.model.path;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.step.Facts;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.Outcome;
import dev.pathwarden.model.step.ProcessInfo;
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
import org.junit.jupiter.api.Test;

class UnseenEffectsTest {

    private static final RunId RUN = new RunId(1, 1);
    private static final StepId STEP = new StepId(7);

    @Test
    void process_thatIsARecordedJvm_isSeen() {
        assertThat(UnseenEffects.of(run(Operation.CODE_PROCESS, Status.OK), List.of(process(42, STEP)))).isEmpty();
    }

    @Test
    void shell_thatStartsARecordedJvm_isUnseenItself() {
        assertThat(UnseenEffects.of(run(Operation.CODE_PROCESS, Status.OK), List.of(process(43, STEP)))).containsExactly(STEP);
    }

    @Test
    void process_thatNobodyRecorded_isUnseen() {
        assertThat(UnseenEffects.of(run(Operation.CODE_PROCESS, Status.OK), List.of(process(42, new StepId(8)), process(42, null)))).containsExactly(STEP);
    }

    @Test
    void process_thatWasStopped_hadNoEffects() {
        assertThat(UnseenEffects.of(run(Operation.CODE_PROCESS, Status.BLOCKED), List.of())).isEmpty();
        assertThat(UnseenEffects.of(run(Operation.DATA_FILE_WRITE, Status.OK), List.of())).isEmpty();
    }

    private static RecordedRun run(Operation operation, Status status) {
        Step step = Step.of(RUN, STEP, operation, "sh").build();
        return new RecordedRun(new Run(RUN, null, null, null, Status.OK, null, null, Map.of()),
                List.of(new RecordedStep(step, null, new Outcome(1, 1L, status, null, Map.of("pid", 42L), Facts.NONE, Set.of()), 0, 1)), List.of());
    }

    private static ProcessInfo process(long pid, StepId startedBy) {
        return new ProcessInfo(pid, 1, "Main", "17", RUN, startedBy, List.of(), 0, 0);
    }
}
