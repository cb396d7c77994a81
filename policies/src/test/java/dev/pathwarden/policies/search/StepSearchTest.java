package dev.pathwarden.policies.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pathwarden.model.archive.Archives;
import dev.pathwarden.model.search.FoundPlaces;
import dev.pathwarden.model.search.StepFilter;
import dev.pathwarden.model.snapshot.RunSummary;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.snapshot.Snapshots;
import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.Decision;
import dev.pathwarden.model.step.Facts;
import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Mode;
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
import dev.pathwarden.model.step.Verdict;
import dev.pathwarden.policies.compiler.StepConditionCompiler;
import dev.pathwarden.policies.dryrun.StepCondition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.DoubleConsumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StepSearchTest {

    private static final long SECOND = 1_000_000_000L;
    private static final Operation[] OPERATIONS = {Operation.AGENT_INVOKE, Operation.TOOL_CALL, Operation.DATA_SQL, Operation.DATA_HTTP};
    private static final Status[] STATUSES = {Status.OK, Status.ERROR, Status.BLOCKED};
    private static final Action[] ACTIONS = {Action.ALLOW, Action.ALERT, Action.BLOCK};
    private static final String[] NAMES = {"mail", "table", "host"};
    private static final String[] LABELS = {"untrusted", "pii.email"};
    private static final String[] GUARDRAILS = {"one", "two"};

    /** What columns can tell, what they can tell in part, and what they cannot. */
    private static final String[] CLAUSES = {
        "step.operation == 'tool.call'", "'data.sql' == step.operation", "step.operation in ['data.sql', 'data.http']", "step.operation != 'tool.call'", "step.operation == 'none'",
        "step.name == 'mail'", "step.name in ['mail', 'host', 7]", "step.name == ''", "step.name.startsWith('ma')", "step.status == 'blocked'", "step.status != 'ok'", "step.status == 'unfinished'",
        "agent.id == 'agent-1'", "agent.id != 'agent-1'", "has(agent.id)", "'one' in step.guardrails", "'block' in step.actions", "'allow' in step.actions", "step.verdict == 'deny'", "step.verdict in ['allow', 'warn', 'none']", "step.verdict != 'deny'", "has(step.verdict)", "'pii.email' in step.labels",
        "'pii.email' in step.resultLabels", "'untrusted' in labels", "run.status == 'error'", "run.agentName == 'Reporter'", "run.agent != 'agent-1'", "run.id == '00000000000000010000000000000001'",
        "run.start < timestamp('1970-01-01T00:00:20Z')", "timestamp('1970-01-01T00:00:20Z') <= run.start", "run.start >= timestamp('1970-01-01T00:00:30Z')", "step.sql.rows > 3", "has(step.sql.rows)",
        "step.error.contains('time')", "once(step.status == 'blocked')", "step.operation == step.name", "size(step.labels) > 0", "count('tool.call') > 1", "true", "false"
    };

    @TempDir
    Path directory;

    @Property(tries = 300)
    void find_findsWhatTheConditionSaysOfEachStep_withoutReadingMoreRunsThanNeeded(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        List<RecordedRun> runs = runs(random);
        Path file = Files.createTempFile("search", ".pathwarden");
        Files.delete(file);
        try {
            Archives.write(file, runs.iterator(), List.of());
            try (Snapshot archive = Snapshots.open(file)) {
                for (int i = 0; i < 8; i++) {
                    String text = condition(random, 3);
                    StepFilter filter = random.nextInt(3) > 0 ? StepFilter.ALL : StepFilter.ALL.labels("untrusted");
                    assertThat(search(text).find(archive, filter, done -> { }).places()).as("%s %s", text, filter).isEqualTo(oneByOne(runs, text, filter));
                }
            }
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void find_whatColumnsTell_readsNoRun() throws IOException {
        List<RecordedRun> runs = runs(new Random(1));
        try (Snapshot unreadable = new Unread(archive(runs))) {
            for (String told : List.of("step.operation == 'tool.call' && !(step.name == 'mail') || run.status == 'error'", "step.status != 'ok' && 'block' in step.actions", "step.name in ['mail'] && run.start < timestamp('1970-01-01T00:00:20Z')",
                    "step.operation == 'tool.call' && step.sql.rows > 3", "step.verdict == 'allow' && step.operation in ['tool.call', 'mcp.call'] && step.name == 'mail'", "'pii.email' in step.labels && !('untrusted' in step.labels)", "'pii.email' in step.resultLabels")) {
                assertThat(search(told).find(unreadable, StepFilter.ALL, done -> { }).places()).as(told).isEqualTo(oneByOne(runs, told, StepFilter.ALL));
            }
            assertThatThrownBy(() -> search("step.error.contains('time')").find(unreadable, StepFilter.ALL, done -> { })).hasMessage("a run was read");
        }
    }

    @Test
    void find_countsOnlyWhatWasAsked_asNotEvaluated() throws IOException {
        List<RecordedRun> runs = List.of(new RecordedRun(run(1, Status.OK), List.of(
                step(1, Operation.TOOL_CALL, "mail", null, Set.of(), null), step(2, Operation.DATA_SQL, "table", null, Set.of(), null)), List.of()));
        try (Snapshot archive = archive(runs)) {
            assertThat(search("step.sql.rows > 3").find(archive, StepFilter.ALL, done -> { }).notEvaluated()).containsOnly(Map.entry("step.sql.rows was not recorded; ask has(step.sql.rows) first", 1));
        }
    }

    @Test
    void find_cancelled_ends() throws IOException {
        try (Snapshot archive = archive(runs(new Random(1)))) {
            for (String text : List.of("step.name == 'mail'", "step.error.contains('time')")) {
                assertThatThrownBy(() -> search(text).find(archive, StepFilter.ALL, done -> {
                    throw new CancellationException();
                })).isInstanceOf(CancellationException.class);
            }
        }
    }

    private Snapshot archive(List<RecordedRun> runs) throws IOException {
        Path file = directory.resolve("some.pathwarden");
        Files.deleteIfExists(file);
        Archives.write(file, runs.iterator(), List.of());
        return Snapshots.open(file);
    }

    private static StepSearch search(String text) {
        StepConditionCompiler.Compiled compiled = StepConditionCompiler.compile("test", text);
        assertThat(compiled.problems()).as(text).isEmpty();
        return new StepSearch(new StepCondition(compiled.bundle()));
    }

    private static FoundPlaces oneByOne(List<RecordedRun> runs, String text, StepFilter filter) {
        StepCondition condition = new StepCondition(StepConditionCompiler.compile("test", text).bundle());
        Map<RunId, BitSet> found = new HashMap<>();
        for (RecordedRun run : runs) {
            BitSet places = condition.of(run).places();
            places.and(filter.places(run));
            found.put(run.run().id(), places);
        }
        return FoundPlaces.of(found);
    }

    private static String condition(Random random, int depth) {
        return switch (depth == 0 ? 3 : random.nextInt(5)) {
            case 0 -> "(" + condition(random, depth - 1) + " && " + condition(random, depth - 1) + ")";
            case 1 -> "(" + condition(random, depth - 1) + " || " + condition(random, depth - 1) + ")";
            case 2 -> "!(" + condition(random, depth - 1) + ")";
            default -> CLAUSES[random.nextInt(CLAUSES.length)];
        };
    }

    private static List<RecordedRun> runs(Random random) {
        List<RecordedRun> runs = new ArrayList<>();
        for (int run = 1; run <= 4; run++) {
            List<RecordedStep> steps = new ArrayList<>();
            int count = random.nextInt(7);
            for (int id = 1; id <= count; id++) {
                steps.add(step(run, id, random));
            }
            runs.add(new RecordedRun(run(run, random.nextBoolean() ? Status.OK : Status.ERROR), steps, List.of()));
        }
        return runs;
    }

    private static Run run(int number, Status status) {
        return new Run(new RunId(1, number), number == 4 ? null : "agent-" + number % 2, number == 2 ? null : "Reporter", null, status, number == 3 ? null : number * 10 * SECOND, null, Map.of());
    }

    private static RecordedStep step(int run, int id, Random random) {
        Set<String> labels = random.nextInt(3) == 0 ? Set.of(any(LABELS, random)) : Set.of();
        Decision decision = random.nextInt(4) == 0 ? null : new Decision(2 * id, null, "b", null, labels,
                random.nextBoolean() ? List.of() : List.of(new Verdict(any(GUARDRAILS, random), "1", any(ACTIONS, random), Mode.ENFORCE, "", List.of())), List.of());
        Facts facts = random.nextBoolean() ? Facts.NONE : Facts.of(Map.of(Field.SQL_ROWS, (long) random.nextInt(6)));
        Operation operation = any(OPERATIONS, random);
        Outcome outcome = random.nextInt(4) == 0 ? null : new Outcome(2 * id + 1, SECOND, any(STATUSES, random), random.nextBoolean() ? null : "timed out", null,
                operation == Operation.DATA_SQL ? facts : Facts.NONE, random.nextInt(3) == 0 ? Set.of(any(LABELS, random)) : Set.of());
        return step(run, id, operation, any(NAMES, random), decision, labels, outcome, random.nextInt(4) == 0 ? null : "agent-" + random.nextInt(2));
    }

    private static RecordedStep step(int id, Operation operation, String name, Decision decision, Set<String> labels, Outcome outcome) {
        return step(1, id, operation, name, decision, labels, outcome, null);
    }

    private static RecordedStep step(int run, int id, Operation operation, String name, Decision decision, Set<String> labels, Outcome outcome, String agent) {
        Step.Builder step = Step.of(new RunId(1, run), new StepId(id), operation, name).startNanos(id * SECOND).labels(labels).agent(agent);
        return new RecordedStep((decision == null ? step : step.pid(7L)).build(), decision, outcome, 2 * id, outcome == null ? -1 : 2 * id + 1);
    }

    private static <T> T any(T[] of, Random random) {
        return of[random.nextInt(of.length)];
    }

    /** Refuses to read runs. */
    private record Unread(Snapshot archive) implements Snapshot {

        @Override
        public Path location() {
            return archive.location();
        }

        @Override
        public List<RunSummary> runs() {
            return archive.runs();
        }

        @Override
        public RecordedRun run(RunId id) {
            throw new IllegalStateException("a run was read");
        }

        @Override
        public FoundPlaces find(StepFilter filter, DoubleConsumer progress) {
            return archive.find(filter, progress);
        }

        @Override
        public boolean isIndexed() {
            return archive.isIndexed();
        }

        @Override
        public List<ProcessInfo> processes() {
            return archive.processes();
        }

        @Override
        public List<String> damages() {
            return archive.damages();
        }

        @Override
        public void close() {
            archive.close();
        }
    }
}
