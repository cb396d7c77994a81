package dev.pathwarden.recorder.bench;

import dev.pathwarden.model.bench.BenchmarkTexts;
import dev.pathwarden.model.journal.JournalWriter;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.snapshot.Snapshots;
import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.policies.engine.Bundle;
import dev.pathwarden.policies.engine.PolicyEngine;
import dev.pathwarden.recorder.context.AgentIdentity;
import dev.pathwarden.recorder.context.EpochClock;
import dev.pathwarden.recorder.context.HeldSteps;
import dev.pathwarden.recorder.context.OpenRun;
import dev.pathwarden.recorder.context.Recorder;
import dev.pathwarden.recorder.context.StepDraft;
import dev.pathwarden.recorder.context.Threads;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** A run as a watched program records it, read back from its journal: calls of tools with what they do beneath them, 200 bytes of arguments or result each. */
final class BenchmarkRun {

    private static final int LENGTH = 200;

    private BenchmarkRun() {
    }

    /** A run of that many steps, decided under these guardrails. */
    static RecordedRun run(int steps, byte[] bundle) throws Exception {
        Path directory = Files.createTempDirectory("pathwarden-bench");
        try {
            record(directory, steps, new PolicyEngine(Bundle.read(bundle), null));
            try (Snapshot snapshot = Snapshots.open(directory)) {
                RecordedRun run = snapshot.run(snapshot.runs().get(0).run().id());
                if (run.steps().size() < steps) {
                    throw new IllegalStateException(run.steps().size() + " of " + steps + " steps are on record");
                }
                return run;
            }
        } finally {
            try (Stream<Path> all = Files.walk(directory)) {
                for (Path path : (Iterable<Path>) all.sorted(Comparator.reverseOrder())::iterator) {
                    Files.delete(path);
                }
            }
        }
    }

    private static void record(Path directory, int steps, PolicyEngine engine) throws Exception {
        Threads threads = new Threads();
        EpochClock clock = new EpochClock(Clock.systemUTC());
        try (JournalWriter journal = JournalWriter.create(directory.toFile(), ProcessHandle.current().pid(), 1)) {
            HeldSteps nobodyAnswers = new HeldSteps(directory.toFile(), null, threads, clock, journal::append);
            Recorder recorder = new Recorder(threads, () -> engine, nobodyAnswers, journal::append, clock, new AgentIdentity(new byte[32]), 1, 2, 3);
            OpenRun run = recorder.startRun("bench", "1", Map.of("prompt", "go through the orders of last month and note for each of them what it was"));
            Random random = new Random(42);
            for (int i = 0; i < steps; i++) {
                String text = BenchmarkTexts.words("order " + random.nextInt(1_000_000) + ' ', LENGTH, random);
                recorder.begin(draft(i, text)).end(i % 2 == 0 ? text : "noted", null);
            }
            run.end(null, null);
        }
    }

    private static StepDraft draft(int i, String text) {
        return switch (i % 5) {
            case 0 -> StepDraft.of(Operation.DATA_SQL, "orders").fact(Field.SQL_TABLES, List.of("orders")).fact(Field.SQL_WRITES, false).argument("sql", "select * from orders where id = " + i);
            case 1 -> StepDraft.of(Operation.DATA_HTTP, "orders.example.com").fact(Field.HTTP_METHOD, "GET").fact(Field.HTTP_HOST, "orders.example.com").argument("url", "https://orders.example.com/orders/" + i);
            case 2 -> StepDraft.of(Operation.DATA_FILE_READ, "orders.csv").fact(Field.FILE_PATH, "/srv/orders.csv").argument("path", "/srv/orders.csv");
            default -> StepDraft.of(Operation.TOOL_CALL, "update_order").fact(Field.TOOL_NAME, "update_order").argument("text", text);
        };
    }
}
