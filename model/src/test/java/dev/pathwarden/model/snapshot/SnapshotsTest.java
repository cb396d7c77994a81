package dev.pathwarden.model.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.pathwarden.model.journal.JournalEvent;
import dev.pathwarden.model.journal.JournalWriter;
import dev.pathwarden.model.step.Run;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotsTest {

    private static final RunId JOURNALED = new RunId(0, 1);
    private static final RunId STORED = new RunId(0, 2);

    @TempDir
    Path directory;

    @Test
    void open_ofAJournalDirectory_readsIt() throws IOException {
        journal(directory);
        assertThat(onlyRun(directory)).isEqualTo(JOURNALED);
    }

    @Test
    void open_ofAnOutputDirectory_prefersTheStore() throws IOException {
        journal(directory.resolve("journal"));
        assertThat(onlyRun(directory)).isEqualTo(JOURNALED);
        try (SnapshotWriter writer = Snapshots.create(directory.resolve("snapshot"))) {
            writer.add(new dev.pathwarden.model.step.RecordedRun(run(STORED), java.util.List.of(), java.util.List.of()));
        }
        assertThat(onlyRun(directory)).isEqualTo(STORED);
    }

    @Test
    void open_ofAnOutputDirectoryWithAnUnfinishedStore_readsTheJournal() throws IOException {
        journal(directory.resolve("journal"));
        Snapshots.create(directory.resolve("snapshot")).close();
        Files.delete(directory.resolve("snapshot/snapshot.manifest"));
        assertThat(onlyRun(directory)).isEqualTo(JOURNALED);
    }

    @Test
    void open_ofWhatIsNone_saysSoInASentence() throws IOException {
        Path text = Files.writeString(directory.resolve("notes.txt"), "hello");
        Path empty = Files.createDirectory(directory.resolve("empty"));
        for (Path none : new Path[] {text, empty}) {
            assertThatThrownBy(() -> Snapshots.open(none)).isInstanceOfSatisfying(SnapshotException.class, e -> assertThat(e.kind()).isEqualTo(SnapshotException.Cause.INPUT))
                    .hasMessage(none + " is no snapshot: it is neither a store, nor a journal, nor an archive, nor what 'run', 'record' or 'demo' left.");
        }
    }

    @Test
    void open_ofNothing_saysSo() {
        Path nothing = directory.resolve("nothing");
        assertThatThrownBy(() -> Snapshots.open(nothing)).isInstanceOf(SnapshotException.class)
                .hasMessage("There is no file or directory " + nothing + "; name a snapshot, a journal directory or an archive.");
    }

    @Test
    void open_withoutRights_saysSo() throws IOException {
        Path locked = Files.createDirectory(directory.resolve("locked"), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("---------")));
        assumeThat(Files.isReadable(locked)).as("the user of this test may read everything").isFalse();
        assertThatThrownBy(() -> Snapshots.open(locked)).isInstanceOfSatisfying(SnapshotException.class, e -> assertThat(e.kind()).isEqualTo(SnapshotException.Cause.ENVIRONMENT))
                .hasMessage("There are no rights to read " + locked + "; ask its owner for them.");
    }

    @Test
    void run_thatIsNotThere_saysSo() throws IOException {
        journal(directory);
        try (Snapshot snapshot = Snapshots.open(directory)) {
            assertThatThrownBy(() -> snapshot.run(STORED)).isInstanceOf(SnapshotException.class).hasMessage("There is no run " + STORED + " in " + directory + ".");
        }
    }

    private static void journal(Path to) throws IOException {
        try (JournalWriter writer = JournalWriter.create(to.toFile(), 1, 2)) {
            writer.append(new JournalEvent.RunStarted(run(JOURNALED)));
        }
    }

    private static Run run(RunId id) {
        return new Run(id, null, null, null, Status.UNFINISHED, null, null, Map.of());
    }

    private static RunId onlyRun(Path location) {
        try (Snapshot snapshot = Snapshots.open(location)) {
            assertThat(snapshot.damages()).isEmpty();
            assertThat(snapshot.runs()).hasSize(1);
            return snapshot.runs().get(0).run().id();
        }
    }
}
