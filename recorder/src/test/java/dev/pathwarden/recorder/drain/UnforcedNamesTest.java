package dev.pathwarden.recorder.drain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.disk.Disk;
import dev.pathwarden.model.snapshot.Seal;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.snapshot.Snapshots;
import dev.pathwarden.recorder.crash.LosingDisk;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file system that forces files and no directories, as some network file systems. */
class UnforcedNamesTest {

    @TempDir
    private Path temporary;

    @Test
    void snapshot_whereNamesCannotBeForced_isMade_andWhatIsNotSureIsSaidOnce() throws Exception {
        LosingDisk disk = new LosingDisk(Files.createDirectory(temporary.resolve("disk")));
        disk.refuseNames();
        Path made = disk.root().resolve("above").resolve("made");

        MadeSnapshot snapshot = SnapshotMaker.make(StepJournal.write(temporary.resolve("source"), 1, 2, 3), made, Seal.NONE);

        assertThat(snapshot.damages()).containsExactly(Disk.unforced(made));
        try (Snapshot opened = Snapshots.open(disk.real().resolve("above").resolve("made"))) {
            assertThat(opened.runs()).hasSize(2);
            assertThat(opened.damages()).as("nothing is missing in it").isEmpty();
        }
    }

    @Test
    void snapshot_whereNamesCanBeForced_saysNothing() throws Exception {
        assertThat(SnapshotMaker.make(StepJournal.write(temporary.resolve("source"), 1, 2, 3), temporary.resolve("made"), Seal.NONE).damages()).isEmpty();
    }
}
