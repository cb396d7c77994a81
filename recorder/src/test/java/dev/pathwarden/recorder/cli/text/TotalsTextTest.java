package dev.pathwarden.recorder.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.step.Facts;
import dev.pathwarden.model.step.Field;
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
import org.junit.jupiter.api.Test;

class TotalsTextTest {

    private static final RunId RUN = new RunId(1, 1);

    @Test
    void totals_sayWhatIsKnownAndNotZero() {
        RecordedStep chat = step(Operation.MODEL_CHAT, Facts.NONE, Facts.of(Map.of(Field.MODEL_INPUT_TOKENS, 12345L, Field.MODEL_CACHED_INPUT_TOKENS, 400L,
                Field.MODEL_OUTPUT_TOKENS, 67L, Field.MODEL_COST_MICRO_USD, 1234L)));
        RecordedStep query = step(Operation.DATA_SQL, Facts.NONE, Facts.of(Map.of(Field.SQL_ROWS, 40L)));
        RecordedStep write = step(Operation.DATA_FILE_WRITE, Facts.of(Map.of(Field.FILE_PATH, "/a")), Facts.NONE);

        assertThat(TotalsText.of(run(chat, query, write))).isEqualTo("12,345 tokens in (400 cached), 67 tokens out, USD 0.001234, 40 rows read, 1 file changed");
    }

    @Test
    void totals_ofARunThatRecordedNothingToCount_sayNothing() {
        assertThat(TotalsText.of(run(step(Operation.MODEL_CHAT, Facts.NONE, Facts.NONE)))).isEmpty();
    }

    private static RecordedRun run(RecordedStep... steps) {
        return new RecordedRun(new Run(RUN, null, null, null, Status.OK, 0L, 1L, Map.of()), List.of(steps), List.of());
    }

    private static RecordedStep step(Operation operation, Facts before, Facts after) {
        Step.Builder builder = Step.of(RUN, new StepId(1), operation, "step");
        before.asMap().forEach(builder::fact);
        return new RecordedStep(builder.build(), null, new Outcome(1, 1L, Status.OK, null, null, after, Set.of()), 0, 1);
    }
}
