package dev.pathwarden.recorder.drain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pathwarden.model.journal.JournalEvent;
import dev.pathwarden.model.journal.JournalReader;
import dev.pathwarden.model.journal.JournalWriter;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.snapshot.Snapshots;
import dev.pathwarden.model.step.Decision;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.Run;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.recorder.crash.LosingDisk;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class RecordingTest {

    private static final RunId RUN = new RunId(1, 1);

    @TempDir
    private Path temporary;
    private RecordingDirectory directory;

    @BeforeEach
    void directory() {
        directory = new RecordingDirectory(temporary.resolve("recorded"));
    }

    @Test
    void recording_makesASnapshotOfWhatWasJournaled() throws Exception {
        try (Recording recording = Recording.begin(directory, new byte[0])) {
            journal(3).close();

            MadeSnapshot made = recording.finish();

            assertThat(made.runs()).hasSize(1);
            assertThat(made.steps()).isEqualTo(3);
            assertThat(made.damages()).isEmpty();
        }
        assertThat(steps(directory.snapshot())).isEqualTo(3);
        assertThat(steps(directory.root())).isEqualTo(3);
    }

    @Test
    void journal_thatTheWatchedProgramDeletes_isPutBack() throws Exception {
        try (Recording recording = Recording.begin(directory, new byte[0]); JournalWriter journal = journal(3)) {
            recording.awaitDrained(4);
            delete();
            step(journal, 4);

            MadeSnapshot made = recording.finish();

            assertThat(made.steps()).isEqualTo(4);
            assertThat(made.damages()).singleElement().asString().contains("was deleted while it was recorded");
        }
    }

    @Test
    void journal_thatTheWatchedProgramReplaces_isPutBackBesideTheOther() throws Exception {
        try (Recording recording = Recording.begin(directory, new byte[0]); JournalWriter journal = journal(3)) {
            recording.awaitDrained(4);
            Path file = files().get(0);
            Files.delete(file);
            Files.writeString(file, "nothing happened");

            MadeSnapshot made = recording.finish();

            assertThat(made.steps()).isEqualTo(3);
            assertThat(made.damages()).anySatisfy(damage -> assertThat(damage).contains("was replaced while it was recorded"));
            assertThat(file.resolveSibling(file.getFileName() + ".replaced")).hasContent("nothing happened");
        }
    }

    @Test
    void journal_thatCannotBePutBack_isInTheSnapshotAllTheSame() throws Exception {
        try (Recording recording = Recording.begin(directory, new byte[0]); JournalWriter journal = journal(3)) {
            recording.awaitDrained(4);
            Path file = files().get(0);
            Files.delete(file);
            Files.writeString(file, "nothing happened");
            Files.createDirectories(file.resolveSibling(file.getFileName() + ".replaced").resolve("in the way"));

            MadeSnapshot made = recording.finish();

            assertThat(made.steps()).isEqualTo(3);
            assertThat(made.damages()).singleElement().asString().contains("was replaced while it was recorded").contains("could not be put back");
        }
        assertThat(steps(directory.snapshot())).isEqualTo(3);
    }

    @Test
    void link_inPlaceOfAJournal_isNamedAndNotRead() throws Exception {
        try (Recording recording = Recording.begin(directory, new byte[0]); JournalWriter journal = journal(3)) {
            Files.createSymbolicLink(directory.journal().resolve("78-3e8.0.pwj"), files().get(0));

            MadeSnapshot made = recording.finish();

            assertThat(made.steps()).isEqualTo(3);
            assertThat(made.damages()).containsExactly("The journal file 78-3e8.0.pwj cannot be read (it is no regular file); its events are missing.");
        }
    }

    @Test
    @Timeout(60)
    void pipeOrDirectory_inPlaceOfAJournal_isNamedAndPassedOver() throws Exception {
        try (Recording recording = Recording.begin(directory, new byte[0]); JournalWriter journal = journal(3)) {
            Files.createDirectory(directory.journal().resolve("78-3e8.0.pwj"));
            assertThat(new ProcessBuilder("mkfifo", directory.journal().resolve("79-3e8.0.pwj").toString()).start().waitFor()).isZero();

            MadeSnapshot made = recording.finish();

            assertThat(made.steps()).isEqualTo(3);
            assertThat(made.damages()).containsExactly("The journal file 78-3e8.0.pwj cannot be read (it is no regular file); its events are missing.",
                    "The journal file 79-3e8.0.pwj cannot be read (it is no regular file); its events are missing.");
        }
        assertThat(steps(directory.root())).isEqualTo(3);
    }

    @Test
    void directory_ofAnEarlierRecording_isRefused() throws Exception {
        Recording.begin(directory, new byte[0]).close();

        assertThatThrownBy(() -> Recording.begin(directory, new byte[0])).isInstanceOf(FileAlreadyExistsException.class);
    }

    @Test
    void directory_inWhichAnotherRecords_isRefusedWithItsName() throws Exception {
        try (Recording recording = Recording.begin(directory, new byte[0])) {
            assertThat(recording).isNotNull();
            assertThatThrownBy(() -> Recording.begin(directory, new byte[0])).isInstanceOf(IOException.class)
                    .hasMessage(directory.root() + " is in use by process " + ProcessHandle.current().pid() + ", which records there; name another place with --out.");
        }
    }

    @Test
    void drain_onASlowDisk_readsOn() throws Exception {
        LosingDisk disk = new LosingDisk(Files.createDirectory(temporary.resolve("disk")));
        directory = new RecordingDirectory(disk.root().resolve("recorded"));
        CountDownLatch disksTurn = new CountDownLatch(1);
        CountDownLatch waits = new CountDownLatch(1);
        try (Recording recording = Recording.begin(directory, new byte[0])) {
            disk.beforeForce(() -> {
                waits.countDown();
                awaitUnchecked(disksTurn);
            });
            RecordingDirectory real = new RecordingDirectory(disk.real().resolve("recorded"));
            try (JournalWriter journal = JournalWriter.create(real.journal().toFile(), 77, 1_000)) {
                journal.append(new JournalEvent.RunStarted(new Run(RUN, null, "test", null, Status.UNFINISHED, 1_000L, null, Map.of())));
                waits.await();
                step(journal, 1);
                recording.awaitDrained(2);
            }
            disksTurn.countDown();

            assertThat(recording.finish().steps()).isEqualTo(1);
        }
    }

    private static void awaitUnchecked(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void directory_isForItsOwnerOnly() throws Exception {
        Recording.begin(directory, new byte[] {1}).close();

        for (Path path : List.of(directory.root(), directory.journal())) {
            assertThat(java.nio.file.attribute.PosixFilePermissions.toString(Files.getPosixFilePermissions(path))).isEqualTo("rwx------");
        }
        assertThat(java.nio.file.attribute.PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.bundle()))).isEqualTo("rw-------");
    }

    private JournalWriter journal(int steps) throws IOException {
        JournalWriter journal = JournalWriter.create(directory.journal().toFile(), 77, 1_000);
        journal.append(new JournalEvent.RunStarted(new Run(RUN, null, "test", null, Status.UNFINISHED, 1_000L, null, Map.of())));
        for (int i = 1; i <= steps; i++) {
            step(journal, i);
        }
        return journal;
    }

    private static void step(JournalWriter journal, int number) {
        Step step = Step.of(RUN, new StepId(number), Operation.TOOL_CALL, "tool").pid(77L).startNanos(1_000L + number).build();
        journal.append(new JournalEvent.StepDecided(step, new Decision(number, step.startNanos(), "", null, Set.of(), List.of(), List.of())));
    }

    private void delete() throws IOException {
        for (Path file : files()) {
            Files.delete(file);
        }
    }

    private List<Path> files() throws IOException {
        try (var files = Files.list(directory.journal())) {
            return files.filter(JournalReader::isJournalFile).toList();
        }
    }

    private static int steps(Path location) {
        try (Snapshot snapshot = Snapshots.open(location)) {
            return snapshot.run(RUN).steps().size();
        }
    }
}
