package dev.pathwarden.recorder.drain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.journal.JournalEvent;
import dev.pathwarden.model.journal.JournalWriter;
import dev.pathwarden.model.snapshot.Parts;
import dev.pathwarden.model.snapshot.RunSummary;
import dev.pathwarden.model.snapshot.Seal;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.snapshot.Snapshots;
import dev.pathwarden.model.step.Run;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a recorder needs that makes parts does not grow with what it reads: it records several times its whole memory, runs that end and one that does not. */
@Timeout(600)
class RotationMemoryTest {

    private static final int HEAP_MB = 48;
    private static final int RUNS = 450;
    private static final int STEPS = 250;
    /** More than a recorder leaves that has read all there is: of 16 MB each the file with the endless run's begin, two that are written to, and those of a part that is not finished, 24 MB. */
    private static final long ENOUGH = 96L << 20;
    private static final RunId ENDLESS = new RunId(9, 9);
    private static final String TEXT = "some words that stand for what a tool was asked ".repeat(30);

    @TempDir
    private Path root;

    @Test
    void recorderWithLittleMemory_recordsManyTimesAsMuch() throws Exception {
        Path journals = Files.createDirectory(root.resolve("journals"));
        Files.createDirectory(root.resolve("parts"));
        Process recorder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx" + HEAP_MB + "m", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
                Recorder.class.getName(), root.toString()).inheritIO().start();
        long most = 0;
        long written = 0;
        try (JournalWriter journal = JournalWriter.create(journals.toFile(), ProcessHandle.current().pid(), 1)) {
            begin(journal, ENDLESS);
            for (int run = 1; run <= RUNS; run++) {
                RunId id = new RunId(1, run);
                begin(journal, id);
                for (int step = 1; step <= STEPS; step++) {
                    written += StepJournal.whole(journal, id, step, TEXT);
                    if (step % 50 == 0) {
                        written += StepJournal.whole(journal, ENDLESS, run * STEPS + step, TEXT);
                    }
                }
                journal.append(new JournalEvent.RunEnded(id, 5_000, Status.OK));
                long there = bytes(journals);
                most = Math.max(most, there);
                // Not faster than the recorder, or the journals show only how far it is behind.
                while (bytes(journals) > ENOUGH && recorder.isAlive()) {
                    LockSupport.parkNanos(5_000_000);
                }
            }
        }
        Files.createFile(root.resolve("end"));
        try {
            assertThat(recorder.waitFor()).as("a recorder that runs out of memory ends otherwise").isZero();
        } finally {
            recorder.destroyForcibly();
        }
        assertThat(written).as("bytes of text that were recorded").isGreaterThan(3L * HEAP_MB << 20);
        assertThat(most).as("bytes of the journals at most").isLessThan(written * 3 / 4);
        assertThat(StoredRecording.journalFiles(journals)).isEmpty();
        try (Snapshot all = Snapshots.open(root.resolve("parts"))) {
            assertThat(all.damages()).isEmpty();
            assertThat(all.runs()).hasSize(RUNS + 1).allSatisfy(run -> assertThat(run.steps()).isEqualTo(run.run().id().equals(ENDLESS) ? RUNS * STEPS / 50 : STEPS));
            assertThat(all.runs().stream().map(RunSummary::run).filter(run -> run.status() == Status.OK)).hasSize(RUNS);
        }
        System.out.println("RotationMemoryTest: " + (written >> 20) + " MB of text with " + HEAP_MB + " MB of heap, in " + Parts.in(root.resolve("parts")).size() + " parts; the journals had " + (most >> 20) + " MB at most");
    }

    private static void begin(JournalWriter journal, RunId run) {
        journal.append(new JournalEvent.RunStarted(new Run(run, null, "test", null, Status.UNFINISHED, 1_000L + run.low(), null, Map.of())));
    }

    private static long bytes(Path journals) throws IOException {
        long bytes = 0;
        for (Path file : StoredRecording.journalFiles(journals)) {
            try {
                bytes += Files.size(file);
            } catch (java.nio.file.NoSuchFileException letGo) {
                continue;
            }
        }
        return bytes;
    }

    /** Makes parts until there is a file that says that no more comes. */
    static final class Recorder {
        public static void main(String[] arguments) throws IOException {
            Path root = Path.of(arguments[0]);
            Rotation usual = new Rotation(Duration.ofHours(1), 24 << 20);
            Rotation rotation = new Rotation(usual.every(), usual.atBytes(), Duration.ofMillis(10), usual.quiet(), usual.mostOfRun(), usual.mostHeld());
            try (RotatingDrain drain = RotatingDrain.begin(root.resolve("journals"), root.resolve("parts"), rotation, Seal.NONE, System::nanoTime, InstantSource.system(), part -> { })) {
                while (!Files.exists(root.resolve("end"))) {
                    drain.drain();
                    LockSupport.parkNanos(10_000_000);
                }
                drain.drain();
                drain.drain();
                drain.finish();
            }
        }
    }
}
