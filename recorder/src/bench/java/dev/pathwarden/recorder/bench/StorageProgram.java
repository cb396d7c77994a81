package dev.pathwarden.recorder.bench;

import dev.pathwarden.model.archive.Archives;
import dev.pathwarden.model.bench.MadeRuns;
import dev.pathwarden.model.evidence.Signer;
import dev.pathwarden.model.journal.JournalEvent;
import dev.pathwarden.model.journal.JournalWriter;
import dev.pathwarden.model.key.RecorderKey;
import dev.pathwarden.model.search.StepFilter;
import dev.pathwarden.model.segment.NotesCodec;
import dev.pathwarden.model.snapshot.RunSummary;
import dev.pathwarden.model.snapshot.Seal;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.snapshot.SnapshotWriter;
import dev.pathwarden.model.snapshot.Snapshots;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.ProcessInfo;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.policies.compiler.StepConditionCompiler;
import dev.pathwarden.policies.dryrun.StepCondition;
import dev.pathwarden.policies.search.StepSearch;
import dev.pathwarden.recorder.drain.SnapshotMaker;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/** Writes and reads files of many steps, and prints what that took: a line of a word and numbers each. */
public final class StorageProgram {

    private static final double SECOND = 1e9;
    private static final double MILLI = 1e6;
    private static final int ROUNDS = 5;
    private static final int ANOTHER = 37;
    private static final int MOST = 100;

    /** One that the index tells, as the first question of the table, but for the labels. */
    private static final String COLUMNS = "step.operation == 'data.sql' && step.status == 'ok' && !('block' in step.actions)";

    private StorageProgram() {
    }

    /** Does what the first argument says in the directory of the second, with as many runs as the third says. */
    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[1]);
        int runs = Integer.parseInt(arguments[2]);
        switch (arguments[0]) {
            case "journal" -> journal(directory.resolve("journal"), runs);
            case "seal" -> seal(directory);
            case "snapshot" -> snapshot(directory.resolve("snapshot"), runs);
            case "archive" -> archive(directory.resolve("runs.pathwarden"), runs);
            case "otlp" -> StoragePeers.otlp(directory.resolve("runs.otlp.zst"), runs, StorageProgram::run);
            case "jfr" -> StoragePeers.jfr(directory.resolve("runs.jfr"), runs, StorageProgram::run);
            case "read" -> read(directory.resolve("snapshot"), runs);
            case "read-archive" -> read(directory.resolve("runs.pathwarden"), runs);
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private static RecordedRun run(int number) {
        return MadeRuns.run(number, Storage.STEPS);
    }

    private static void journal(Path journal, int runs) throws IOException {
        long pid = ProcessHandle.current().pid();
        try (JournalWriter writer = JournalWriter.create(journal.toFile(), pid, 1)) {
            writer.append(new JournalEvent.ProcessSeen(new ProcessInfo(pid, 1, "order-desk", "17", null, null, List.of(), 0, 0)));
            for (int i = 0; i < runs; i++) {
                RecordedRun run = run(i);
                writer.append(new JournalEvent.RunStarted(run.run()));
                for (RecordedStep step : run.steps()) {
                    writer.append(new JournalEvent.StepDecided(step.step(), step.decision()));
                    writer.append(new JournalEvent.StepEnded(run.run().id(), step.step().id(), step.outcome()));
                }
                writer.append(new JournalEvent.RunEnded(run.run().id(), run.run().endNanos(), run.run().status()));
            }
            if (writer.dropped() > 0) {
                throw new IOException(writer.dropped() + " events were dropped");
            }
        }
    }

    private static void seal(Path directory) throws IOException {
        long cpu = cpu();
        long start = System.nanoTime();
        SnapshotMaker.make(directory.resolve("journal"), directory.resolve("sealed"), Seal.signedBy(key()));
        System.out.printf(Locale.ROOT, "seal %.3f %.3f%n", (System.nanoTime() - start) / SECOND, (cpu() - cpu) / SECOND);
    }

    private static void snapshot(Path snapshot, int runs) {
        long taken = 0;
        SnapshotWriter writer = Snapshots.create(snapshot, key());
        for (int i = 0; i < runs; i++) {
            RecordedRun run = run(i);
            long start = System.nanoTime();
            writer.add(run);
            taken += System.nanoTime() - start;
        }
        long start = System.nanoTime();
        writer.close();
        System.out.printf(Locale.ROOT, "snapshot %.3f%n", (taken + System.nanoTime() - start) / SECOND);
    }

    private static void archive(Path archive, int runs) {
        Iterator<RecordedRun> all = IntStream.range(0, runs).mapToObj(StorageProgram::run).iterator();
        Archives.write(archive, all, new NotesCodec.Notes(List.of(), List.of()), key());
    }

    private static void read(Path from, int runs) {
        long begun = ManagementFactory.getRuntimeMXBean().getStartTime();
        try (Snapshot snapshot = Snapshots.open(from)) {
            long steps = snapshot.runs().stream().mapToLong(RunSummary::steps).sum();
            System.out.printf(Locale.ROOT, "open %d %d%n", System.currentTimeMillis() - begun, steps);
            RunId middle = snapshot.runs().get(runs / 2).run().id();
            time("run", () -> snapshot.run(middle).steps().size());
            StepSearch told = search(COLUMNS);
            for (int i = 0; i < ROUNDS; i++) {
                RunId another = snapshot.runs().get((runs / 2 + (i + 1) * ANOTHER) % runs).run().id();
                time("another-run", () -> snapshot.run(another).steps().size());
                time("filter", () -> snapshot.find(StepFilter.ALL.operations(Operation.DATA_SQL).labels("pii.email"), MOST).total());
                time("condition", () -> told.find(snapshot, StepFilter.ALL, done -> { }).places().total());
                time("counts", () -> snapshot.count(null, done -> { }).steps());
                time("text", () -> snapshot.find(StepFilter.ALL.text(MadeRuns.NEEDLE), MOST).total());
            }
        }
    }

    private static StepSearch search(String condition) {
        return new StepSearch(new StepCondition(StepConditionCompiler.compile("bench", condition).bundle()));
    }

    private static void time(String what, LongSupplier reading) {
        long start = System.nanoTime();
        long read = reading.getAsLong();
        System.out.printf(Locale.ROOT, "%s %.1f %d%n", what, (System.nanoTime() - start) / MILLI, read);
    }

    private static Signer key() {
        return new RecorderKey(RecorderKey.file(System.getenv()));
    }

    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    /** Bytes of a file, or of all files in a directory. */
    static long size(Path path) throws IOException {
        try (var all = Files.walk(path)) {
            return all.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
        }
    }
}
