package dev.pathwarden.recorder.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.archive.Archives;
import dev.pathwarden.model.disk.Disk;
import dev.pathwarden.model.snapshot.RunSummary;
import dev.pathwarden.model.snapshot.Seal;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.snapshot.Snapshots;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.recorder.crash.LosingDisk;
import dev.pathwarden.recorder.drain.Doctor;
import dev.pathwarden.recorder.drain.Recording;
import dev.pathwarden.recorder.drain.RecordingDirectory;
import dev.pathwarden.recorder.drain.Retention;
import dev.pathwarden.recorder.drain.SnapshotMaker;
import dev.pathwarden.recorder.drain.StoredRecording;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that turns read-only at any place of what a command does: it ends with one sentence, nothing that was there is lost, and when the disk can be written again the same command does it. */
class ReadOnlyDiskTest {

    private static final boolean DEEP = Boolean.getBoolean("pathwarden.deep");

    @TempDir
    private Path directory;
    private Path journal;
    private List<RecordedRun> recorded;

    @BeforeEach
    void record() throws Exception {
        journal = SampleJournal.write(directory.resolve("source"));
        recorded = runs(journal);
    }

    /** What a command does below a directory. */
    private interface Work {
        void on(Path root) throws Exception;
    }

    /** What must be true of a directory afterwards. */
    private interface Check {
        void of(Path root) throws Exception;
    }

    private static final Work NOTHING = root -> { };

    @Test
    void snapshot_onADiskThatTurnsReadOnly_canBeMadeAgain() throws Exception {
        turningReadOnly(NOTHING, root -> SnapshotMaker.make(journal, root.resolve("above").resolve("made"), Seal.NONE),
                root -> assertThat(Files.exists(root.resolve("above").resolve("made").resolve("snapshot.manifest"))).isFalse(),
                root -> assertThat(runs(root.resolve("above").resolve("made"))).isEqualTo(recorded));
    }

    @Test
    void export_onADiskThatTurnsReadOnly_canBeMadeAgain() throws Exception {
        turningReadOnly(NOTHING, root -> {
            try (Snapshot source = Snapshots.open(journal)) {
                Archives.write(root.resolve("one.pathwarden"), source);
            }
        }, root -> assertThat(root.resolve("one.pathwarden")).doesNotExist(), root -> assertThat(runs(root.resolve("one.pathwarden"))).isEqualTo(recorded));
    }

    /** The journal is one that another JVM would leave. */
    @Test
    void run_onADiskThatTurnsReadOnly_saysWhereEverythingStillIs_andDoctorMakesTheSnapshot() throws Exception {
        LosingDisk whole = disk("recorded-whole");
        long begin = record(whole, Long.MAX_VALUE);
        long changes = whole.changes() - begin;
        assertThat(runs(whole.real().resolve("recorded/snapshot"))).isEqualTo(recorded);
        for (long n : places(changes - 2)) {
            LosingDisk disk = disk("recorded-" + n);
            long after = n;
            Faults fault = Faults.of(thrown(root -> record(disk, after), disk.root()));

            saysSo(fault, disk.real());
            assertThat(fault.sentence()).endsWith("What was recorded is still in the journals: 'pathwarden doctor " + disk.root().resolve("recorded") + " --repair' makes the snapshot of them.");
            assertThat(runs(disk.real().resolve("recorded"))).as("read from the journals").isEqualTo(recorded);
            disk.setWritable();
            assertThat(new Doctor(disk.root().resolve("recorded")).repair(Seal.NONE, false).snapshot()).isNotNull();
            assertThat(runs(disk.real().resolve("recorded/snapshot"))).isEqualTo(recorded);
        }
    }

    /** Records on a disk that turns read-only when the command has ended and so many changes were made; how many were made before. */
    private long record(LosingDisk disk, long after) throws Exception {
        RecordingDirectory to = new RecordingDirectory(disk.root().resolve("recorded"));
        try (Recording recording = Recording.begin(to, new byte[] {1})) {
            SampleJournal.write(disk.real().resolve("recorded").resolve("journal"));
            long begin = disk.changes();
            disk.setReadOnlyAfter(after);
            recording.finish(run -> { }, Seal.NONE);
            return begin;
        }
    }

    @Test
    void repair_onADiskThatTurnsReadOnly_leavesTheJournals_andCanBeDoneAgain() throws Exception {
        turningReadOnly(root -> {
            prepared(root);
            Files.write(root.resolve("recorded/snapshot/snapshot.manifest"), new byte[10]);
        }, root -> new Doctor(root.resolve("recorded")).repair(Seal.NONE, false), root -> assertThat(runs(root.resolve("recorded/journal"))).isEqualTo(recorded), root -> {
            assertThat(runs(root.resolve("recorded/snapshot"))).isEqualTo(recorded);
            assertThat(root.resolve("recorded/snapshot.repaired")).doesNotExist();
            assertThat(root.resolve("recorded/snapshot.damaged/snapshot.manifest")).hasBinaryContent(new byte[10]);
        });
    }

    @Test
    void prune_onADiskThatTurnsReadOnly_deletesAllOrNothing_andCanBeDoneAgain() throws Exception {
        turningReadOnly(this::prepared, root -> {
            Retention.deleteLeftovers(root);
            if (Files.exists(root.resolve("recorded"))) {
                Retention.delete(new StoredRecording(root.resolve("recorded")));
            }
        }, root -> {
            if (Files.exists(root.resolve("recorded"))) {
                assertThat(runs(root.resolve("recorded/snapshot"))).isEqualTo(recorded);
            }
        }, root -> assertThat(root).isEmptyDirectory());
    }

    private void prepared(Path root) throws Exception {
        Disk.makeDirectories(root.resolve("recorded").resolve("journal"));
        try (Stream<Path> files = Files.list(journal)) {
            for (Path file : files.toList()) {
                Files.write(root.resolve("recorded").resolve("journal").resolve(file.getFileName().toString()), Files.readAllBytes(file));
            }
        }
        SnapshotMaker.make(journal, root.resolve("recorded").resolve("snapshot"), Seal.NONE);
    }

    /**
     * Does it on a disk that turns read-only before the first change, before the second, and so on, and once more when it can be written again.
     *
     * @param meanwhile must be true while the disk cannot be written
     * @param done must be true when it was done
     */
    private void turningReadOnly(Work before, Work work, Check meanwhile, Check done) throws Exception {
        LosingDisk whole = disk("whole");
        before.on(whole.root());
        long begin = whole.changes();
        work.on(whole.root());
        done.of(whole.real());
        long changes = whole.changes() - begin;
        assertThat(changes).isGreaterThan(5);
        for (long n : places(changes)) {
            LosingDisk disk = disk("turning-" + n);
            before.on(disk.root());
            disk.setReadOnlyAfter(n);
            Exception thrown = thrown(work, disk.root());
            if (thrown == null) {
                // What comes after the last change that counts is tidying up.
                assertThat(n).isEqualTo(changes - 1);
            } else {
                saysSo(Faults.of(thrown), disk.real());
                meanwhile.of(disk.real());
                disk.setWritable();
                work.on(disk.root());
            }
            done.of(disk.real());
        }
    }

    /** All of them with {@code -Pdeep}, otherwise some, the first and the last ones among them. */
    private static List<Long> places(long changes) {
        return LongStream.range(0, changes).filter(n -> DEEP || n < 2 || n % 9 == 0 || n >= changes - 3).boxed().toList();
    }

    private static Exception thrown(Work work, Path root) {
        try {
            work.on(root);
            return null;
        } catch (Exception e) {
            return e;
        }
    }

    private static void saysSo(Faults fault, Path real) throws Exception {
        assertThat(fault.exitCode()).as(fault.sentence()).isEqualTo(ExitCode.ENVIRONMENT);
        assertThat(fault.sentence()).containsOnlyOnce("ts file system is read-only").containsPattern("make (it|the file system) writable").endsWith(".").doesNotContain("Exception");
        assertThat(fault.sentence().contains("What is left of it")).as(fault.sentence()).isEqualTo(files(real).anyMatch(file -> file.endsWith(".new") && file.contains(".pathwarden.")));
        assertThat(fault.sentence()).doesNotContain("Nothing is left");
    }

    private static Stream<String> files(Path real) throws Exception {
        try (Stream<Path> all = Files.walk(real)) {
            return all.map(Path::toString).toList().stream();
        }
    }

    private LosingDisk disk(String name) throws Exception {
        return new LosingDisk(Files.createDirectory(directory.resolve(name)));
    }

    private static List<RecordedRun> runs(Path location) {
        try (Snapshot snapshot = Snapshots.open(location)) {
            return snapshot.runs().stream().map(RunSummary::run).map(run -> snapshot.run(run.id())).toList();
        }
    }
}
