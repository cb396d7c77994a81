package dev.pathwarden.policies.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.Operation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is stopped is what the dry run says is stopped. */
class ChangeTest {

    @ParameterizedTest
    @CsvSource({
        "ALLOW, BLOCK, DATA_SQL, NEWLY_STOPPED", "HOLD, ALERT, DATA_SQL, NO_LONGER_STOPPED", "HOLD, BLOCK, DATA_SQL, OTHER_ACTION", "ALERT, ALERT, DATA_SQL, SAME",
        "ALLOW, SANDBOX, CODE_PROCESS, OTHER_ACTION", "ALLOW, SANDBOX, DATA_SQL, NEWLY_STOPPED", "ALLOW, REDACT, TOOL_CALL, OTHER_ACTION", "REDACT, ALLOW, DATA_HTTP, NO_LONGER_STOPPED",
    })
    void change_goesByWhetherAStepOfThatOperationIsStopped(Action before, Action after, Operation operation, Change change) {
        assertThat(Change.of(before, after, operation)).isEqualTo(change);
    }
}
