package dev.pathwarden.recorder.drain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.archive.Archives;
import dev.pathwarden.model.disk.Disk;
import dev.pathwarden.model.snapshot.Parts;
import dev.pathwarden.model.snapshot.RunSummary;
import dev.pathwarden.model.snapshot.Seal;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.snapshot.SnapshotException;
import dev.pathwarden.model.snapshot.Snapshots;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.recorder.crash.LosingDisk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is there after a power failure at any place of the way from journals to a snapshot or an archive, on a {@link LosingDisk}. With {@code -Pdeep} at 10,500 places, otherwise at some hundreds; the seed is printed, and
 * {@code -Dpathwarden.seed=N} repeats it.
 */
@Timeout(300)
class PowerFailureTest {

    private static final boolean DEEP = Boolean.getBoolean("pathwarden.deep");
    private static final int CUTS = DEEP ? 1_500 : 40;
    private static final int PIECE = 3000;

    @TempDir
    private Path temporary;
    private Path journal;
    private List<RecordedRun> recorded;
    private int disks;

    @BeforeEach
    void record() throws IOException {
        journal = StepJournal.write(temporary.resolve("source"), 2, 3, 12);
        recorded = runs(journal);
    }

    /** Work on a disk, and what must be true after a power failure at some place of it. */
    private interface Story {
        void happen(LosingDisk disk) throws Exception;

        void check(LosingDisk disk, int place, Path left) throws Exception;

        /** Which forces are its own; those of what it uses are tried in other stories. */
        default boolean isOwn(String force) {
            return true;
        }
    }

    private List<Story> stories() {
        return List.of(new Recorded(false), new Recorded(true), new Watched(), new Copied(), new Archived(), new Repaired(), new Deleted(), new Rotated());
    }

    @TestFactory
    Stream<DynamicTest> powerFailure_atAnyPlace_losesAndDoublesNothing() {
        long seed = Long.getLong("pathwarden.seed", System.nanoTime());
        System.out.println("PowerFailureTest: " + CUTS + " places in each story, -Dpathwarden.seed=" + seed);
        return stories().stream().map(story -> DynamicTest.dynamicTest(story.getClass().getSimpleName() + " " + seed, () -> {
            Random random = new Random(seed);
            LosingDisk disk = disk();
            story.happen(disk);
            int begin = first(disk, "begun");
            check(story, disk, disk.size(), LosingDisk.Luck.NONE);
            for (int i = 0; i < CUTS; i++) {
                int place = begin + random.nextInt(disk.size() - begin + 1);
                check(story, disk, place, random.nextInt(8) == 0 ? LosingDisk.Luck.NONE : LosingDisk.Luck.of(random.nextLong()));
            }
        }));
    }

    @Test
    void eachForce_isNeeded() throws Exception {
        Set<String> seen = new TreeSet<>();
        Set<String> needed = new TreeSet<>();
        for (Story story : stories()) {
            LosingDisk whole = disk();
            story.happen(whole);
            Set<String> forces = whole.forces();
            forces.removeIf(force -> !story.isOwn(force));
            assertThat(forces).isNotEmpty();
            seen.addAll(forces);
            for (String force : forces) {
                LosingDisk disk = disk();
                disk.forget(force);
                if (!needed.contains(force)) {
                    story.happen(disk);
                }
                if (!needed.contains(force) && losesSomething(story, disk)) {
                    needed.add(force);
                }
            }
        }
        System.out.println("PowerFailureTest: each of " + seen.size() + " forces was left out in turn");
        assertThat(seen).hasSizeGreaterThan(20);
        assertThat(needed).as("forces without which something is lost").isEqualTo(seen);
    }

    private boolean losesSomething(Story story, LosingDisk disk) throws IOException {
        int begin = first(disk, "begun");
        // Whatever is forced is forced for what is said or named after it.
        List<Integer> places = disk.turns().stream().filter(place -> place > begin).toList();
        for (LosingDisk.Luck luck : List.of(LosingDisk.Luck.NONE, LosingDisk.Luck.ONLY_THE_LAST)) {
            for (int i = places.size() - 1; i >= 0; i--) {
                try {
                    check(story, disk, places.get(i), luck);
                } catch (AssertionError noticed) {
                    return true;
                }
            }
        }
        return false;
    }

    private void check(Story story, LosingDisk disk, int place, LosingDisk.Luck luck) throws IOException {
        Path left = Files.createTempDirectory(temporary, "left");
        try {
            disk.after(place, luck, left);
            story.check(disk, place, left);
        } catch (AssertionError | Exception e) {
            throw new AssertionError("power failed at place " + place + " of " + disk.size() + ": " + e.getMessage(), e);
        } finally {
            Disk.delete(left);
        }
    }

    private LosingDisk disk() throws IOException {
        return new LosingDisk(Files.createDirectory(temporary.resolve("disk" + disks++)));
    }

    private static int first(LosingDisk disk, String mark) {
        int place = 0;
        while (!disk.isMarked(mark, place)) {
            place++;
        }
        return place;
    }

    /** A recording from its begin to its snapshot. */
    private final class Recorded implements Story {
        private final boolean deleted;

        /** @param deleted the watched program deletes a journal in between */
        Recorded(boolean deleted) {
            this.deleted = deleted;
        }

        @Override
        public void happen(LosingDisk disk) throws Exception {
            RecordingDirectory directory = new RecordingDirectory(disk.root().resolve("above").resolve("recorded"));
            try (Recording recording = Recording.begin(directory, new byte[] {1})) {
                disk.mark("begun");
                append(directory.journal());
                if (deleted) {
                    recording.awaitDrained(StepJournal.events(2, 3, 12));
                    try (Stream<Path> files = Files.list(directory.journal())) {
                        Files.delete(files.filter(file -> file.toString().endsWith(".pwj")).findFirst().orElseThrow());
                    }
                }
                recording.finish();
                disk.mark("made");
            }
        }

        @Override
        public void check(LosingDisk disk, int place, Path left) throws Exception {
            Path root = left.resolve("above").resolve("recorded");
            // When the snapshot is begun, the journals are forced already.
            if (disk.isMarked("made", place) || disk.isNamed("snapshot", place)) {
                assertThat(runs(root)).as("what is there").isEqualTo(recorded);
            }
            RecordingDirectory directory = new RecordingDirectory(root);
            if (disk.isMarked("made", place)) {
                assertThat(runs(directory.snapshot())).as("the snapshot").isEqualTo(recorded);
            }
            if (Files.isDirectory(directory.journal()) && Snapshots.isFree(directory.snapshot())) {
                again(directory.journal(), directory.snapshot(), disk.isNamed("snapshot", place));
            }
        }

        private void again(Path from, Path to, boolean whole) throws IOException {
            try {
                SnapshotMaker.make(from, to, Seal.NONE);
            } catch (SnapshotException nothingYet) {
                assertThat(whole).as(nothingYet.getMessage()).isFalse();
                return;
            }
            List<RecordedRun> made = runs(to);
            if (whole) {
                assertThat(made).as("made again").isEqualTo(recorded);
            } else {
                assertThat(made.stream().flatMap(run -> run.steps().stream()).map(step -> step.step().id())).as("what was left").doesNotHaveDuplicates();
            }
        }
    }

    /** Journals of processes that are gone, which are not held open. */
    private final class Watched implements Story {
        @Override
        public void happen(LosingDisk disk) throws Exception {
            Path directory = disk.root().resolve("journals");
            Disk.makeDirectories(directory);
            disk.mark("begun");
            // A process that is gone writes nothing any more: what it wrote is there when it is looked at.
            append(directory);
            try (JournalDrain drain = JournalDrain.startReleasing(directory)) {
                drain.awaitDrained(StepJournal.events(2, 3, 12));
                drain.finish();
                disk.mark("read");
            }
        }

        @Override
        public void check(LosingDisk disk, int place, Path left) throws Exception {
            if (disk.isMarked("read", place)) {
                assertThat(runs(left.resolve("journals"))).isEqualTo(recorded);
            }
        }
    }

    /** A snapshot of journals, made below directories that are not there yet. */
    private final class Copied implements Story {
        @Override
        public void happen(LosingDisk disk) throws Exception {
            disk.mark("begun");
            SnapshotMaker.make(journal, disk.root().resolve("above").resolve("recorded").resolve("snapshot"), Seal.NONE);
            disk.mark("made");
        }

        @Override
        public void check(LosingDisk disk, int place, Path left) throws Exception {
            Path made = left.resolve("above").resolve("recorded").resolve("snapshot");
            if (!disk.isMarked("made", place) && Snapshots.isFree(made)) {
                SnapshotMaker.make(journal, made, Seal.NONE);
            }
            assertThat(runs(made)).isEqualTo(recorded);
        }
    }

    /** An archive. */
    private final class Archived implements Story {
        @Override
        public void happen(LosingDisk disk) throws Exception {
            disk.mark("begun");
            try (Snapshot source = Snapshots.open(journal)) {
                Archives.write(disk.root().resolve("one.pathwarden"), source);
            }
            disk.mark("made");
        }

        @Override
        public void check(LosingDisk disk, int place, Path left) throws Exception {
            Path made = left.resolve("one.pathwarden");
            if (!disk.isMarked("made", place) && Files.notExists(made)) {
                try (Snapshot source = Snapshots.open(journal)) {
                    Archives.write(made, source);
                }
            }
            assertThat(runs(made)).isEqualTo(recorded);
        }
    }

    /** A damaged snapshot that is made anew from its journals. */
    private final class Repaired implements Story {
        @Override
        public boolean isOwn(String force) {
            return force.contains(" Doctor.");
        }

        @Override
        public void happen(LosingDisk disk) throws Exception {
            Path root = prepared(disk);
            Path damaged = root.resolve("snapshot").resolve("snapshot.manifest");
            Files.write(damaged, new byte[10]);
            Disk.force(damaged);
            disk.forgetForces();
            disk.mark("begun");
            new Doctor(root).repair(Seal.NONE, false);
            disk.mark("made");
        }

        @Override
        public void check(LosingDisk disk, int place, Path left) throws Exception {
            Path root = left.resolve("recorded");
            if (!disk.isMarked("made", place)) {
                new Doctor(root).repair(Seal.NONE, false);
            }
            assertThat(runs(root.resolve("snapshot"))).isEqualTo(recorded);
            assertThat(runs(root.resolve("journal"))).isEqualTo(recorded);
            assertThat(root.resolve("snapshot.damaged").resolve("snapshot.manifest")).hasBinaryContent(new byte[10]);
        }
    }

    /** A recording that is deleted. */
    private final class Deleted implements Story {
        @Override
        public boolean isOwn(String force) {
            return force.contains(" Retention.");
        }

        @Override
        public void happen(LosingDisk disk) throws Exception {
            Path root = prepared(disk);
            disk.mark("begun");
            Retention.delete(new StoredRecording(root));
            disk.mark("deleted");
        }

        @Override
        public void check(LosingDisk disk, int place, Path left) throws Exception {
            Path root = left.resolve("recorded");
            assertThat(disk.isMarked("deleted", place) && Files.exists(root)).as("there again").isFalse();
            if (Files.exists(root)) {
                assertThat(runs(root.resolve("snapshot"))).isEqualTo(recorded);
                assertThat(runs(root.resolve("journal"))).isEqualTo(recorded);
            }
        }
    }

    /** A recording in parts, whose recorder begins again after the power failure. */
    private final class Rotated implements Story {
        /** A force is known by the file's name, which has the time in it. */
        private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");
        private static final Rotation AT_ONCE = new Rotation(Duration.ZERO, 1L << 30, Duration.ZERO, Duration.ofDays(1), 1L << 30, 1L << 30);

        @Override
        public boolean isOwn(String force) {
            return force.contains(" RotatingDrain.");
        }

        @Override
        public void happen(LosingDisk disk) throws Exception {
            Path journals = disk.root().resolve("journals");
            Disk.makeDirectories(journals);
            Disk.makeDirectories(disk.root().resolve("parts"));
            append(journals, 0);
            disk.mark("begun");
            try (RotatingDrain drain = begin(disk.root())) {
                drain.drain();
                drain.drain();
                disk.mark("first");
                append(journals, 1);
                disk.mark("second");
                drain.drain();
                drain.drain();
                drain.finish();
            }
            disk.mark("made");
        }

        private void append(Path journals, int process) throws IOException {
            List<Path> files = StoredRecording.journalFiles(journal);
            Path to = journals.resolve(files.get(process).getFileName().toString());
            Files.write(to, Files.readAllBytes(files.get(process)));
            Disk.force(to);
            Disk.forceNames(journals);
        }

        private RotatingDrain begin(Path root) throws IOException {
            return RotatingDrain.begin(root.resolve("journals"), root.resolve("parts"), AT_ONCE, Seal.NONE, System::nanoTime, () -> NOON, part -> { });
        }

        @Override
        public void check(LosingDisk disk, int place, Path left) throws Exception {
            Path parts = left.resolve("parts");
            List<RecordedRun> expected = recorded.stream().filter(run -> disk.isMarked("second", place) || run.run().id().high() == 1).toList();
            boolean first = disk.isMarked("first", place);
            if (first) {
                assertThat(runs(parts)).as("when the first part was made").containsAll(expected.stream().filter(run -> run.run().id().high() == 1).toList());
            }
            try (RotatingDrain drain = begin(left)) {
                drain.finish();
            }
            List<RecordedRun> again = runs(parts);
            assertThat(again).as("when it was begun again").containsAll(expected);
            // What was being appended when the power failed may be there, or a part of it, or nothing.
            assertThat(again.stream().filter(run -> !expected.contains(run)).flatMap(run -> run.steps().stream()).map(step -> step.id())).as("steps that were being appended").doesNotHaveDuplicates()
                    .isSubsetOf(recorded.stream().filter(run -> !expected.contains(run)).flatMap(run -> run.steps().stream()).map(step -> step.id()).toList());
            int runs = 0;
            for (Path part : Parts.in(parts)) {
                try (Snapshot one = Snapshots.open(part)) {
                    runs += one.runs().size();
                }
            }
            assertThat(runs).as("runs in all parts").isEqualTo(runs(parts).size());
        }
    }

    /** A recording on that disk, all of it forced. */
    private Path prepared(LosingDisk disk) throws IOException {
        Path root = disk.root().resolve("recorded");
        Disk.makeDirectories(root.resolve("journal"));
        append(root.resolve("journal"));
        for (Path file : StoredRecording.journalFiles(root.resolve("journal"))) {
            Disk.force(file);
        }
        Disk.forceNames(root.resolve("journal"));
        SnapshotMaker.make(root.resolve("journal"), root.resolve("snapshot"), Seal.NONE);
        disk.forgetForces();
        return root;
    }

    /** Appends the journals as their processes do, bit by bit, one beside the other. */
    private void append(Path to) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(journal)) {
            files = all.filter(file -> file.toString().endsWith(".pwj")).sorted().toList();
        }
        boolean more = true;
        for (int at = 0; more; at += PIECE) {
            more = false;
            for (Path file : files) {
                byte[] bytes = Files.readAllBytes(file);
                int length = Math.min(PIECE, bytes.length - at);
                if (length > 0) {
                    more = true;
                    try (FileChannel out = FileChannel.open(to.resolve(file.getFileName().toString()), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                        out.write(ByteBuffer.wrap(bytes, at, length), at);
                    }
                }
            }
        }
    }

    private static List<RecordedRun> runs(Path location) {
        try (Snapshot snapshot = Snapshots.open(location)) {
            return snapshot.runs().stream().map(RunSummary::run).map(run -> snapshot.run(run.id())).toList();
        }
    }
}
