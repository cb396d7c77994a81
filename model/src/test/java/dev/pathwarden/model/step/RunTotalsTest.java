package dev.pathwarden.model.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RunTotalsTest {

    private static final RunId RUN = new RunId(1, 1);

    private final RunTotals totals = new RunTotals();

    @Test
    void tokens_areUnknownUntilAModelCallTellsThem() {
        assertThat(totals.facts()).isEqualTo(Map.of(Field.OUTCOME_ROWS_READ, 0L, Field.OUTCOME_BYTES_OUT, 0L, Field.OUTCOME_FILES_CHANGED, 0L, Field.OUTCOME_PROCESSES, 0L));

        totals.ended(step(Operation.MODEL_CHAT, Facts.NONE), null, Status.OK, Facts.of(Map.of(Field.MODEL_INPUT_TOKENS, 10L)));
        totals.ended(step(Operation.MODEL_CHAT, Facts.NONE), null, Status.ERROR, Facts.of(Map.of(Field.MODEL_INPUT_TOKENS, 5L, Field.MODEL_COST_MICRO_USD, 7L)));

        assertThat(totals.facts()).containsEntry(Field.OUTCOME_INPUT_TOKENS, 15L).containsEntry(Field.OUTCOME_COST_MICRO_USD, 7L).doesNotContainKey(Field.OUTCOME_OUTPUT_TOKENS);
    }

    @Test
    void stepThatEndsTwice_countsOnce_withWhatItSaidLast() {
        Step query = step(Operation.DATA_SQL, Facts.of(Map.of(Field.SQL_WRITES, false)));
        Facts first = Facts.of(Map.of(Field.SQL_ROWS, 3L));
        totals.ended(query, null, Status.OK, first);
        totals.ended(query, first, Status.OK, Facts.of(Map.of(Field.SQL_ROWS, 8L)));
        Step process = step(Operation.CODE_PROCESS, Facts.NONE);
        totals.ended(process, null, Status.OK, Facts.NONE);
        totals.ended(process, Facts.NONE, Status.OK, Facts.of(Map.of(Field.PROCESS_EXIT, 0L)));

        assertThat(totals.facts()).containsEntry(Field.OUTCOME_ROWS_READ, 8L).containsEntry(Field.OUTCOME_PROCESSES, 1L);
    }

    @Test
    void rowsThatWereWritten_areNotRowsRead() {
        totals.ended(step(Operation.DATA_SQL, Facts.of(Map.of(Field.SQL_WRITES, true))), null, Status.OK, Facts.of(Map.of(Field.SQL_ROWS, 3L)));

        assertThat(totals.facts()).containsEntry(Field.OUTCOME_ROWS_READ, 0L);
    }

    @Test
    void files_areToldApartByPath() {
        for (String path : List.of("/a", "/a", "/b")) {
            totals.ended(step(Operation.DATA_FILE_WRITE, Facts.of(Map.of(Field.FILE_PATH, path))), null, Status.OK, Facts.NONE);
        }
        totals.ended(step(Operation.DATA_FILE_WRITE, Facts.of(Map.of(Field.FILE_PATH, "/a", Field.FILE_TARGET, "/c"))), null, Status.OK, Facts.NONE);
        totals.ended(step(Operation.DATA_FILE_DELETE, Facts.of(Map.of(Field.FILE_PATH, "/d"))), null, Status.OK, Facts.NONE);
        totals.ended(step(Operation.DATA_FILE_DELETE, Facts.of(Map.of(Field.FILE_PATH, "/not-there"))), null, Status.ERROR, Facts.NONE);

        assertThat(totals.facts()).containsEntry(Field.OUTCOME_FILES_CHANGED, 4L);
    }

    @Test
    void recordedRun_countsWhatWasNotStopped() {
        RecordedStep sent = recorded(step(Operation.DATA_HTTP, Facts.of(Map.of(Field.HTTP_BYTES, 100L))), Status.OK);
        RecordedStep stopped = recorded(step(Operation.DATA_HTTP, Facts.of(Map.of(Field.HTTP_BYTES, 1000L))), Status.BLOCKED);
        RecordedStep stoppedProcess = recorded(step(Operation.CODE_PROCESS, Facts.NONE), Status.BLOCKED);
        Run run = new Run(RUN, null, null, null, Status.OK, 0L, 1L, Map.of());

        RunTotals of = RunTotals.of(new RecordedRun(run, List.of(sent, stopped, stoppedProcess), List.of()));

        assertThat(of.facts()).containsEntry(Field.OUTCOME_BYTES_OUT, 100L).containsEntry(Field.OUTCOME_PROCESSES, 0L);
    }

    private static Step step(Operation operation, Facts facts) {
        Step.Builder builder = Step.of(RUN, new StepId(1), operation, "step");
        facts.asMap().forEach(builder::fact);
        return builder.build();
    }

    private static RecordedStep recorded(Step step, Status status) {
        return new RecordedStep(step, null, new Outcome(1, 1L, status, null, null, Facts.NONE, Set.of()), 0, 1);
    }
}
