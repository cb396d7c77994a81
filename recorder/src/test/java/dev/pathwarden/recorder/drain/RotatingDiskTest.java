package dev.pathwarden.recorder.drain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.disk.Disk;
import dev.pathwarden.model.journal.JournalEvent;
import dev.pathwarden.model.journal.JournalWriter;
import dev.pathwarden.model.snapshot.RunSummary;
import dev.pathwarden.model.snapshot.Seal;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.snapshot.SnapshotException;
import dev.pathwarden.model.snapshot.Snapshots;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.Run;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.recorder.crash.LosingDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A recording in parts on a disk that takes its time, or that turns read-only at any place. */
@Timeout(300)
class RotatingDiskTest {

    private static final boolean DEEP = Boolean.getBoolean("pathwarden.deep");
    private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");
    private static final Rotation AT_ONCE = new Rotation(Duration.ZERO, 1L << 30, Duration.ZERO, Duration.ofDays(1), 1L << 30, 1L << 30);
    private static final RunId FIRST = new RunId(1, 1);
    private static final RunId SECOND = new RunId(1, 2);
    private static final int STEPS = 40;

    @TempDir
    private Path temporary;
    private Path source;
    private List<RecordedRun> recorded;

    @BeforeEach
    void record() throws IOException {
        source = StepJournal.write(temporary.resolve("source"), 2, 2, 5);
        recorded = runs(source);
    }

    /** What the watched program does never waits for the disk; what it did meanwhile is in the next part. */
    @Test
    void program_goesOn_whileAPartIsFinishedOnASlowDisk_andAllIsInParts() throws Exception {
        LosingDisk disk = disk("slow");
        CountDownLatch waits = new CountDownLatch(1);
        CountDownLatch disksTurn = new CountDownLatch(1);
        ExecutorService recorder = Executors.newSingleThreadExecutor();
        try (RotatingDrain drain = begin(disk); JournalWriter journal = JournalWriter.create(disk.real().resolve("journals").toFile(), ProcessHandle.current().pid(), 1_000)) {
            run(journal, FIRST, STEPS);
            disk.beforeForce(() -> {
                waits.countDown();
                await(disksTurn);
            });
            Future<?> finishing = recorder.submit(() -> {
                // The first time it is sealed, the second time the part is due.
                drain.drain();
                drain.drain();
                return null;
            });
            waits.await();

            run(journal, SECOND, STEPS);

            assertThat(finishing).isNotDone();
            disksTurn.countDown();
            finishing.get();
            drain.drain();
            drain.finish();
        } finally {
            disksTurn.countDown();
            recorder.shutdownNow();
        }
        assertThat(runs(disk.real().resolve("parts"))).extracting(run -> run.run().id()).containsExactlyInAnyOrder(FIRST, SECOND);
        assertThat(runs(disk.real().resolve("parts"))).allSatisfy(run -> assertThat(run.steps()).hasSize(STEPS));
    }

    @Test
    void disk_thatTurnsReadOnly_losesNothing_andWhoBeginsAgainGoesOn() throws Exception {
        LosingDisk whole = prepared("whole");
        long begin = whole.changes();
        rotate(whole);
        long changes = whole.changes() - begin;
        assertThat(runs(whole.real().resolve("parts"))).containsExactlyInAnyOrderElementsOf(recorded);
        for (long n : LongStream.range(0, changes).filter(n -> DEEP || n % 7 == 0 || n >= changes - 12).toArray()) {
            LosingDisk disk = prepared("turning-" + n);
            disk.setReadOnlyAfter(n);
            try {
                rotate(disk);
            } catch (IOException | SnapshotException e) {
                assertThat(e).as("at %d of %d", n, changes).hasMessageContaining("ead-only").hasMessageNotContaining("Nothing is left");
            }
            disk.setWritable();

            rotate(disk);

            assertThat(runs(disk.real().resolve("parts"))).as("at %d of %d", n, changes).containsExactlyInAnyOrderElementsOf(recorded);
        }
    }

    private static void rotate(LosingDisk disk) throws IOException {
        try (RotatingDrain drain = begin(disk)) {
            drain.drain();
            drain.drain();
            drain.finish();
        }
    }

    private static RotatingDrain begin(LosingDisk disk) throws IOException {
        Path root = disk.root();
        Disk.makeDirectories(root.resolve("journals"));
        Disk.makeDirectories(root.resolve("parts"));
        return RotatingDrain.begin(root.resolve("journals"), root.resolve("parts"), AT_ONCE, Seal.NONE, System::nanoTime, () -> NOON, part -> { });
    }

    private LosingDisk prepared(String name) throws IOException {
        LosingDisk disk = disk(name);
        Disk.makeDirectories(disk.root().resolve("journals"));
        Disk.makeDirectories(disk.root().resolve("parts"));
        for (Path file : StoredRecording.journalFiles(source)) {
            Files.write(disk.root().resolve("journals").resolve(file.getFileName().toString()), Files.readAllBytes(file));
        }
        return disk;
    }

    private LosingDisk disk(String name) throws IOException {
        return new LosingDisk(Files.createDirectory(temporary.resolve(name)));
    }

    private static void run(JournalWriter journal, RunId id, int steps) {
        journal.append(new JournalEvent.RunStarted(new Run(id, null, "test", null, Status.UNFINISHED, 1_000L, null, Map.of())));
        for (int i = 1; i <= steps; i++) {
            StepJournal.whole(journal, id, i, "text");
        }
        journal.append(new JournalEvent.RunEnded(id, 2_000L, Status.OK));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<RecordedRun> runs(Path location) {
        try (Snapshot snapshot = Snapshots.open(location)) {
            return snapshot.runs().stream().map(RunSummary::run).map(run -> snapshot.run(run.id())).toList();
        }
    }
}
