package dev.pathwarden.recorder.bench;

import dev.pathwarden.model.bench.BenchmarkTexts;
import dev.pathwarden.model.journal.JournalWriter;
import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.policies.engine.Bundle;
import dev.pathwarden.policies.engine.PolicyEngine;
import dev.pathwarden.recorder.context.AgentIdentity;
import dev.pathwarden.recorder.context.EpochClock;
import dev.pathwarden.recorder.context.HeldSteps;
import dev.pathwarden.recorder.context.OpenRun;
import dev.pathwarden.recorder.context.OpenStep;
import dev.pathwarden.recorder.context.Recorder;
import dev.pathwarden.recorder.context.StepDraft;
import dev.pathwarden.recorder.context.Threads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One step as a tool call pays it: from the hook through the trust context and the guardrails into the journal, and its end with a short result.
 *
 * <p>Arguments are 1 KB of words with an id or two in them, each different; one in forty has an e-mail address. The tool changes something, so it is also asked who wants that. Each result has an id of its own. A run
 * begins with a prompt and a document of 8 KB, from which values can come and which asks for this and that, and has 10,000 steps, so the path is on average 5,000 steps long. {@code 0} guardrails is the floor: the trust context and the journal.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
@Warmup(iterations = 3, time = 5)
@Measurement(iterations = 5, time = 5)
@Fork(1)
public class StepBenchmark {

    private static final int STEPS_OF_A_RUN = 10_000;
    private static final int TEXTS = 4_096;
    private static final int TEXT_LENGTH = 1_024;
    private static final int DOCUMENT_LENGTH = 8_192;
    private static final int WITH_ADDRESS = 40;

    /** Guardrails in force. */
    @Param({"0", "100"})
    public int guardrails;

    private Path directory;
    private JournalWriter journal;
    private Recorder recorder;
    private OpenRun run;
    private int steps;
    private String[] texts;
    private String[] results;
    private String document;

    /** Makes the texts. */
    @Setup(Level.Trial)
    public void write() {
        Random random = new Random(42);
        texts = new String[TEXTS];
        results = new String[TEXTS];
        for (int i = 0; i < TEXTS; i++) {
            String start = "order " + random.nextInt(1_000_000) + ' ' + (i % WITH_ADDRESS == 0 ? "person" + i + "@example.com " : "");
            texts[i] = BenchmarkTexts.words(start, TEXT_LENGTH, random);
            results[i] = "noted order " + random.nextInt(1_000_000);
        }
        document = BenchmarkTexts.words("", DOCUMENT_LENGTH, random);
    }

    /** Opens a journal. */
    @Setup(Level.Iteration)
    public void open() throws Exception {
        directory = Files.createTempDirectory("pathwarden-bench");
        journal = JournalWriter.create(directory.toFile(), ProcessHandle.current().pid(), 1);
        Thread ahead = new Thread(journal::keepAhead, "journal");
        ahead.setDaemon(true);
        ahead.start();
        PolicyEngine engine = new PolicyEngine(guardrails == 0 ? Bundle.NONE : Bundle.read(HundredGuardrails.bundle()), null);
        Threads threads = new Threads();
        EpochClock clock = new EpochClock(Clock.systemUTC());
        HeldSteps nobodyAnswers = new HeldSteps(directory.toFile(), null, threads, clock, journal::append);
        recorder = new Recorder(threads, () -> engine, nobodyAnswers, journal::append, clock, new AgentIdentity(new byte[32]), 1, 2, 3);
        steps = 0;
        run = null;
    }

    /** Ends the run and throws the journal away; fails where anything was dropped or went wrong, so that it is never measured. */
    @TearDown(Level.Iteration)
    public void close() throws IOException {
        if (run != null) {
            run.end(null, null);
        }
        long lost = journal.dropped();
        journal.close();
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : (Iterable<Path>) all.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(path);
            }
        }
        if (lost > 0) {
            throw new IllegalStateException(lost + " steps were lost");
        }
    }

    /** One step. */
    @Benchmark
    public Object step() {
        if (steps++ % STEPS_OF_A_RUN == 0) {
            nextRun();
        }
        OpenStep step = recorder.begin(StepDraft.of(Operation.TOOL_CALL, "update_order").fact(Field.TOOL_NAME, "update_order").argument("order", results[steps + 7 & TEXTS - 1])
                .argument("text", texts[steps & TEXTS - 1]));
        step.end(results[steps & TEXTS - 1], null);
        return step;
    }

    private void nextRun() {
        if (run != null) {
            run.end(null, null);
        }
        run = recorder.startRun("bench", "1", Map.of("prompt", "go through the orders of last month and note for each of them what it was"));
        recorder.begin(StepDraft.of(Operation.TOOL_CALL, "read_document").fact(Field.TOOL_NAME, "read_document")).end(document, null);
    }
}
