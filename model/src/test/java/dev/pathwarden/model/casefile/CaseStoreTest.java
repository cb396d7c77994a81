package dev.pathwarden.model.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pathwarden.model.archive.Archives;
import dev.pathwarden.model.disk.OwnerLock;
import dev.pathwarden.model.journal.JournalEvent;
import dev.pathwarden.model.journal.JournalWriter;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.snapshot.Snapshots;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.Run;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaseStoreTest {

    private static final RunId RUN = new RunId(0, 7);
    private static final Subject SUBJECT = Subject.of(RUN);
    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(1_790_000_000), ZoneOffset.UTC);
    private static final Predicate<Path> ALL = Files::isWritable;

    @TempDir
    Path directory;

    @Test
    void edit_ofAnArchive_isWrittenBesideIt_forItsOwnerOnly() throws IOException {
        Path archive = archive("incident.pathwarden", RUN);
        Case edited = mark(archive, new MarkContent.Star());

        Path file = directory.resolve("incident.pathwarden.case.json");
        assertThat(file(archive)).isEqualTo(file);
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(read(archive).value()).isEqualTo(edited);
        assertThat(edited.marks()).singleElement().satisfies(mark -> {
            assertThat(mark.author()).isEqualTo(System.getProperty("user.name"));
            assertThat(mark.madeNanos()).isEqualTo(1_790_000_000_000_000_000L);
            assertThat(mark.subject()).isEqualTo(SUBJECT);
        });
        assertThat(read(archive).notes()).isEmpty();
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left.map(path -> path.getFileName().toString())).containsExactlyInAnyOrder("incident.pathwarden", "incident.pathwarden.case.json", "incident.pathwarden.case.json.lock");
        }
    }

    @Test
    void edit_ofADirectory_isWrittenBesideIt_andIsTheSameForTheSnapshotInIt() throws IOException {
        Path output = directory.resolve("monday");
        journal(output.resolve("journal"));
        mark(output, new MarkContent.Tag("while it runs"));
        Snapshots.create(output.resolve("snapshot")).close();
        mark(output.resolve("snapshot"), new MarkContent.Tag("of the snapshot"));
        mark(output.resolve("journal"), new MarkContent.Tag("of the journal"));

        assertThat(directory.resolve("monday.case.json")).exists();
        assertThat(tags(output)).containsExactlyInAnyOrder("while it runs", "of the snapshot", "of the journal");
    }

    @Test
    void edit_whereNothingCanBeWritten_isKeptAmongTheUsersFiles_andSaysSo() throws IOException {
        Path archive = archive("incident.pathwarden", RUN);
        mark(archive, new MarkContent.Tag("before"));
        Predicate<Path> readOnly = path -> !path.equals(directory);
        try (Snapshot snapshot = Snapshots.open(archive)) {
            CaseStore store = new CaseStore(snapshot, environment(), readOnly, CLOCK);
            store.edit(CaseEdit.make(store.read().value(), SUBJECT, new MarkContent.Tag("after")));
            assertThat(store.file().toString()).startsWith(directory.resolve("home/.config/pathwarden/cases/runs-").toString()).endsWith(".case.json");
            assertThat(store.read().notes()).containsExactly("Nothing can be written to " + directory.resolve("incident.pathwarden.case.json") + ", so what you mark is kept in " + store.file() + ".");
            assertThat(store.read().value().marks()).extracting(Mark::content).containsExactlyInAnyOrder(new MarkContent.Tag("before"), new MarkContent.Tag("after"));
            assertThat(new CaseFile(directory.resolve("incident.pathwarden.case.json")).read().marks()).hasSize(1);
        }
        assertThat(tags(archive)).as("found also where it can be written again, and wherever the archive is").containsExactlyInAnyOrder("before", "after");
        Path moved = Files.move(archive, Files.createDirectory(directory.resolve("elsewhere")).resolve("other.pathwarden"));
        assertThat(tags(moved)).contains("after");
    }

    @Test
    void edit_besideTheCaseOfSomebodyElse_isKeptAmongTheUsersFiles() throws IOException {
        Path archive = archive("incident.pathwarden", RUN);
        mark(archive, new MarkContent.Tag("theirs"));
        Predicate<Path> theirs = path -> !path.equals(directory.resolve("incident.pathwarden.case.json.lock"));
        try (Snapshot snapshot = Snapshots.open(archive)) {
            assertThat(new CaseStore(snapshot, environment(), theirs, CLOCK).file()).startsWithRaw(directory.resolve("home"));
        }
    }

    @Test
    void case_ofAnArchiveThatWasRenamed_isFound_andOneOfOtherRunsIsNot() throws IOException {
        Path archive = archive("incident.pathwarden", RUN);
        Path other = archive("other.pathwarden", new RunId(0, 8));
        mark(archive, new MarkContent.Tag("found"));
        mark(other, new MarkContent.Tag("of other runs"));
        Path copy = Files.copy(archive, directory.resolve("copy.pathwarden"));
        assertThat(tags(copy)).as("a copy beside it is another recording").isEmpty();
        Files.delete(other);

        Path renamed = Files.move(archive, directory.resolve("renamed.pathwarden"));

        assertThat(tags(renamed)).containsExactly("found");
        assertThat(read(renamed).notes()).containsExactly("The case " + directory.resolve("incident.pathwarden.case.json")
                + " is shown here too: it was kept for the same runs under another name. What you change is written to " + directory.resolve("renamed.pathwarden.case.json") + ".");
        try (Snapshot snapshot = Snapshots.open(renamed)) {
            CaseStore store = store(snapshot);
            store.edit(CaseEdit.remove(store.read().value().marks()));
        }
        assertThat(tags(renamed)).as("removed, though the old file has it still").isEmpty();
        assertThat(directory.resolve("incident.pathwarden.case.json")).exists();
    }

    @Test
    void case_thatIsDamagedOrOfALaterVersion_isNeverWritten() throws IOException {
        Path archive = archive("incident.pathwarden", RUN);
        Path file = directory.resolve("incident.pathwarden.case.json");
        for (String text : List.of("{\"format\":\"pathwarden case\",\"version\":3}", "{\"format\":\"pathwarden case\",\"version\":1,", "", "hello")) {
            Files.writeString(file, text);
            for (Runnable use : List.<Runnable>of(() -> read(archive), () -> mark(archive, new MarkContent.Star()))) {
                assertThatThrownBy(use::run).isInstanceOfSatisfying(CaseException.class, e -> assertThat(e.kind()).isEqualTo(CaseException.Cause.INPUT))
                        .hasMessageStartingWith("The case " + file + " ").hasMessageEndingWith("; it stays as it is, and nothing is written to it: restore it from a copy, or move it away to begin another one.");
            }
            assertThat(file).hasContent(text);
        }
    }

    @Test
    void case_thatIsALink_isNotFollowed() throws IOException {
        Path archive = archive("incident.pathwarden", RUN);
        Path secret = Files.writeString(directory.resolve("secret"), "hello");
        Files.createSymbolicLink(directory.resolve("incident.pathwarden.case.json"), secret);

        assertThatThrownBy(() -> mark(archive, new MarkContent.Star())).isInstanceOf(CaseException.class).hasMessageContaining("is not a file of its own");
        assertThat(secret).hasContent("hello");
    }

    @Test
    void edit_ofTwoWindowsOfOneProcess_losesNothing() throws IOException {
        Path archive = archive("incident.pathwarden", RUN);
        try (Snapshot snapshot = Snapshots.open(archive)) {
            List<CaseStore> windows = List.of(store(snapshot), store(snapshot), store(snapshot));
            IntStream.range(0, 90).parallel().forEach(i -> windows.get(i % 3).edit(CaseEdit.make(Case.EMPTY, SUBJECT, new MarkContent.Note("note " + i))));
            CaseStore one = windows.get(0);
            Case stale = one.read().value();
            windows.get(1).edit(CaseEdit.make(stale, SUBJECT, new MarkContent.Star()));
            one.edit(CaseEdit.remove(stale.marks().subList(0, 10)));

            assertThat(one.read().value().marks()).hasSize(81).extracting(Mark::content).contains(new MarkContent.Star());
            assertThat(OwnerLock.owner(directory.resolve("incident.pathwarden.case.json.lock"))).as("given back").isNull();
        }
    }

    @Test
    void edit_ofTwoProcesses_losesNothing() throws Exception {
        Path archive = archive("incident.pathwarden", RUN);
        List<Process> processes = List.of(MarkingProcess.notes(archive, "ada", 200), MarkingProcess.notes(archive, "bob", 200));
        for (Process process : processes) {
            assertThat(process.waitFor()).isZero();
        }

        assertThat(read(archive).value().marks()).extracting(mark -> ((MarkContent.Note) mark.content()).text())
                .containsExactlyInAnyOrderElementsOf(Stream.of("ada", "bob").flatMap(name -> IntStream.range(0, 200).mapToObj(i -> name + " " + i)).toList());
    }

    @Test
    void edit_ofAProcessThatDiesBeforeTheFileTakesItsName_leavesTheOldOneWhole() throws Exception {
        Path archive = archive("incident.pathwarden", RUN);
        Path file = directory.resolve("incident.pathwarden.case.json");
        mark(archive, new MarkContent.Tag("old"));
        byte[] before = Files.readAllBytes(file);

        assertThat(MarkingProcess.dying(file).waitFor()).isEqualTo(9);

        assertThat(directory.resolve("incident.pathwarden.case.json.new")).as("it was about to take the name").content().contains("never written");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        mark(archive, new MarkContent.Tag("new"));
        assertThat(tags(archive)).containsExactlyInAnyOrder("old", "new");
        assertThat(directory.resolve("incident.pathwarden.case.json.new")).doesNotExist();
    }

    private Path archive(String name, RunId run) {
        Path archive = directory.resolve(name);
        Archives.write(archive, List.of(new RecordedRun(run(run), List.of(), List.of())).iterator(), List.of());
        return archive;
    }

    private static void journal(Path journal) throws IOException {
        try (JournalWriter writer = JournalWriter.create(journal.toFile(), 1, 1)) {
            writer.append(new JournalEvent.RunStarted(run(RUN)));
        }
    }

    private static Run run(RunId id) {
        return new Run(id, "agent-1", "agent", "v1", Status.OK, 5L, 6L, Map.of());
    }

    private Map<String, String> environment() {
        return Map.of("HOME", directory.resolve("home").toString());
    }

    private CaseStore store(Snapshot snapshot) {
        return new CaseStore(snapshot, environment(), ALL, CLOCK);
    }

    private Path file(Path recording) {
        try (Snapshot snapshot = Snapshots.open(recording)) {
            return store(snapshot).file();
        }
    }

    private CaseStore.Found read(Path recording) {
        try (Snapshot snapshot = Snapshots.open(recording)) {
            return store(snapshot).read();
        }
    }

    private Case mark(Path recording, MarkContent content) {
        try (Snapshot snapshot = Snapshots.open(recording)) {
            CaseStore store = store(snapshot);
            return store.edit(CaseEdit.make(store.read().value(), SUBJECT, content));
        }
    }

    private List<String> tags(Path recording) {
        return read(recording).value().marks().stream().map(mark -> ((MarkContent.Tag) mark.content()).tag()).toList();
    }
}
