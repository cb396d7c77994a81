package dev.pathwarden.model.path;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.journal.Events;
import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.Decision;
import dev.pathwarden.model.step.Facts;
import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Mode;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.Outcome;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Run;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.model.step.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RunDiffTest {

    private static final RunId RUN = new RunId(0, 1);
    private long next = 1;

    @Test
    void of_aRunWithItself_isAllSame() {
        RecordedRun run = run(step(Operation.TOOL_CALL, "a", Map.of("x", 1L)), step(Operation.DATA_SQL, "customers", Map.of()));
        assertThat(RunDiff.of(run, run)).extracting(DiffRow::kind).containsExactly(DiffRow.Kind.SAME, DiffRow.Kind.SAME);
    }

    @Test
    void of_aBlockedAndAnAllowedWrite_tellsWhatChanged() {
        Step step = Step.of(RUN, new StepId(next++), Operation.DATA_FILE_WRITE, "/tmp/customers.csv").arguments(Map.of("path", "/tmp/customers.csv"))
                .fact(Field.FILE_ENCRYPTED, false).labels(List.of("pii.email")).build();
        Verdict verdict = new Verdict("plaintext-pii", "00", Action.BLOCK, Mode.ENFORCE, "", List.of());
        RecordedStep blocked = new RecordedStep(step, new Decision(1, 1L, "", null, Set.of(), List.of(verdict), List.of()), outcome(Status.BLOCKED, null, 5), 0, 1);
        Step other = Step.of(RUN, new StepId(next++), Operation.DATA_FILE_WRITE, "/tmp/customers.csv.enc").arguments(Map.of("path", "/tmp/customers.csv.enc"))
                .fact(Field.FILE_ENCRYPTED, true).build();
        RecordedStep allowed = new RecordedStep(other, new Decision(1, 1L, "", null, Set.of(), List.of(), List.of()), outcome(Status.OK, null, 900_000_000L), 0, 1);

        assertThat(RunDiff.of(run(blocked), run(allowed))).singleElement().satisfies(row -> {
            assertThat(row.kind()).isEqualTo(DiffRow.Kind.CHANGED);
            assertThat(row.deltas()).containsExactly(
                    "status: blocked -> ok",
                    "verdicts: plaintext-pii block (enforce) -> none",
                    "name: /tmp/customers.csv -> /tmp/customers.csv.enc",
                    "argument path: /tmp/customers.csv -> /tmp/customers.csv.enc",
                    "file.encrypted: false -> true",
                    "labels: -pii.email",
                    "duration: 0 ms -> 900 ms");
        });
    }

    @Test
    void of_aRunWithAStepMore_showsItAsAdded() {
        RecordedStep first = step(Operation.MODEL_CHAT, "gpt", Map.of());
        RecordedStep tool = step(Operation.TOOL_CALL, "encrypt", Map.of());
        RecordedStep last = step(Operation.TOOL_CALL, "save", Map.of());
        assertThat(RunDiff.of(run(first, last), run(first, tool, last))).extracting(DiffRow::kind).containsExactly(DiffRow.Kind.SAME, DiffRow.Kind.ADDED, DiffRow.Kind.SAME);
        assertThat(RunDiff.of(run(first, tool, last), run(first, last))).extracting(DiffRow::kind).containsExactly(DiffRow.Kind.SAME, DiffRow.Kind.REMOVED, DiffRow.Kind.SAME);
    }

    @Test
    void of_otherTools_doesNotPairThem_butPairsOtherFiles() {
        assertThat(RunDiff.of(run(step(Operation.TOOL_CALL, "save", Map.of())), run(step(Operation.TOOL_CALL, "send", Map.of()))))
                .extracting(DiffRow::kind).containsExactly(DiffRow.Kind.REMOVED, DiffRow.Kind.ADDED);
        assertThat(RunDiff.of(run(step(Operation.DATA_FILE_READ, "/a", Map.of())), run(step(Operation.DATA_FILE_READ, "/b", Map.of()))))
                .extracting(DiffRow::kind).containsExactly(DiffRow.Kind.CHANGED);
    }

    @Test
    void of_valuesThatChangeByNature_isSame() {
        RecordedRun left = run(step(Operation.DATA_HTTP, "127.0.0.1", Map.of("url", "http://127.0.0.1:41234/notes", "id", "call_abCD1234", "file", "/tmp/x-8123456789.csv")));
        RecordedRun right = run(step(Operation.DATA_HTTP, "127.0.0.1", Map.of("url", "http://127.0.0.1:39999/notes", "id", "call_zzYY9876", "file", "/tmp/x-1234567890123.csv")));
        assertThat(RunDiff.of(left, right)).extracting(DiffRow::kind).containsExactly(DiffRow.Kind.SAME);
        assertThat(RunDiff.of(run(step(Operation.TOOL_CALL, "pay", Map.of("amount", 1000L))), run(step(Operation.TOOL_CALL, "pay", Map.of("amount", 9000L)))))
                .singleElement().satisfies(row -> assertThat(row.deltas()).containsExactly("argument amount: 1000 -> 9000"));
    }

    @Test
    void of_longRunsWithAStepThatIsTheSameByChance_pairsTheOthersAsWithoutIt() {
        RecordedRun left = run(IntStream.range(0, 30).mapToObj(i -> step(Operation.DATA_FILE_READ, "order.json", Map.of("order", i == 3 ? "7" : "left " + i))).toArray(RecordedStep[]::new));
        RecordedRun right = run(IntStream.range(0, 30).mapToObj(i -> step(Operation.DATA_FILE_READ, "order.json", Map.of("order", i == 25 ? "7" : "right " + i))).toArray(RecordedStep[]::new));
        assertThat(RunDiff.of(left, right)).extracting(DiffRow::kind).hasSize(30).containsOnly(DiffRow.Kind.CHANGED);
    }

    @Test
    void of_longPrompts_tellsTheWordsThatDiffer() {
        RecordedRun left = run(step(Operation.MODEL_CHAT, "gpt", Map.of("messages", List.of(Map.of("content", "Please write a report on our customers and save it to the shared disk, call_abCD1234.")))));
        RecordedRun right = run(step(Operation.MODEL_CHAT, "gpt", Map.of("messages", List.of(Map.of("content", "Please write a report on our suppliers and save it to the shared disk, call_zzYY9876.")))));
        assertThat(RunDiff.of(left, right)).singleElement().satisfies(row -> assertThat(row.deltas()).containsExactly("argument messages: … report on our [-customers-] {+suppliers+} and save it …"));
    }

    @Property(tries = 150)
    void of_anyRuns_showsEveryStepOnceAndInOrder(@ForAll long seed) {
        Events events = new Events(seed);
        RecordedRun left = events.runs(1, 12).get(0);
        RecordedRun right = events.runs(1, 12).get(0);
        List<DiffRow> rows = RunDiff.of(left, right);
        assertThat(rows.stream().map(DiffRow::left).filter(Objects::nonNull)).isEqualTo(left.steps());
        assertThat(rows.stream().map(DiffRow::right).filter(Objects::nonNull)).isEqualTo(right.steps());
        assertThat(rows).allSatisfy(row -> assertThat(row.deltas().isEmpty()).isEqualTo(row.kind() != DiffRow.Kind.CHANGED));
    }

    private RecordedStep step(Operation operation, String name, Map<String, Object> arguments) {
        return new RecordedStep(Step.of(RUN, new StepId(next++), operation, name).arguments(arguments).build(), null, outcome(Status.OK, "done", 5), 0, 1);
    }

    private static Outcome outcome(Status status, Object result, long duration) {
        return new Outcome(2, duration, status, null, result, Facts.NONE, Set.of());
    }

    private static RecordedRun run(RecordedStep... steps) {
        return new RecordedRun(new Run(RUN, null, null, null, Status.OK, null, null, Map.of()), List.of(steps), List.of());
    }
}
