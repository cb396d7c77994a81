package dev.pathwarden.model.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pathwarden.model.journal.Events;
import dev.pathwarden.model.snapshot.RunSummary;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.snapshot.SnapshotException;
import dev.pathwarden.model.snapshot.SnapshotWriter;
import dev.pathwarden.model.snapshot.Snapshots;
import dev.pathwarden.model.step.ProcessInfo;
import dev.pathwarden.model.step.RecordedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTest {

    @TempDir
    Path temporary;

    @TempDir
    Path copies;

    private final String usual = System.getProperty("java.io.tmpdir");

    @BeforeEach
    void takeATemporaryDirectoryOfOurOwn() {
        System.setProperty("java.io.tmpdir", copies.toString());
    }

    @AfterEach
    void giveItBack() {
        System.setProperty("java.io.tmpdir", usual);
    }

    private final List<RecordedRun> runs = new Events(11).runs(1, 5);
    private final ProcessInfo process = new Events(12).process();

    @Test
    void open_ofWhatWasWritten_givesRunsProcessesAndDamages() {
        List<RecordedRun> many = new Events(3).runs(40, 400);
        Path store = temporary.resolve("many");
        try (SnapshotWriter writer = Snapshots.create(store)) {
            many.forEach(writer::add);
            writer.add(process);
            writer.damage("Something was lost.");
        }
        try (Snapshot snapshot = Snapshots.open(store)) {
            assertThat(snapshot.runs()).containsExactlyInAnyOrderElementsOf(many.stream().map(RunSummary::of).toList());
            assertThat(snapshot.runs()).isSortedAccordingTo(Comparator.comparing(run -> run.run().startNanos(), Comparator.nullsLast(Comparator.naturalOrder())));
            for (RecordedRun run : many) {
                assertThat(snapshot.run(run.run().id())).isEqualTo(run);
            }
            assertThat(snapshot.processes()).containsExactly(process);
            assertThat(snapshot.damages()).containsExactly("Something was lost.");
            assertThat(snapshot.location()).isEqualTo(store);
        }
    }

    @Test
    void open_changesNothing_andLeavesNothingBehind() throws IOException {
        Path store = write("s");
        Map<Path, String> before = contents(store);
        try (Snapshot snapshot = Snapshots.open(store); Snapshot again = Snapshots.open(store)) {
            assertThat(again.run(runs.get(0).run().id())).isEqualTo(snapshot.run(runs.get(0).run().id()));
            assertThat(copies()).hasSize(2);
        }
        assertThat(contents(store)).isEqualTo(before);
        assertThat(copies()).isEmpty();
    }

    @Test
    void open_ofEveryTruncatedOrChangedFile_isRefusedInASentence() throws IOException {
        Path store = write("s");
        try (Stream<Path> files = Files.walk(store)) {
            for (Path file : files.filter(Files::isRegularFile).filter(file -> !file.endsWith("lock")).toList()) {
                byte[] whole = Files.readAllBytes(file);
                byte[] flipped = whole.clone();
                flipped[whole.length / 2] ^= 1;
                for (byte[] damaged : List.of(Arrays.copyOf(whole, whole.length - 1), Arrays.copyOf(whole, whole.length - 10), new byte[0], flipped)) {
                    Files.write(file, damaged);
                    assertThatThrownBy(() -> Snapshots.open(store)).as(file.toString()).isInstanceOfSatisfying(SnapshotException.class,
                            e -> assertThat(e.kind()).isEqualTo(SnapshotException.Cause.INPUT)).hasMessageContaining("is damaged").hasMessageEndingWith("make it again from its source.");
                }
                Files.write(file, whole);
            }
        }
        Snapshots.open(store).close();
    }

    @Test
    void open_whileItIsWritten_namesTheWriter() {
        Path store = temporary.resolve("s");
        try (SnapshotWriter writer = Snapshots.create(store)) {
            assertThat(writer).isNotNull();
            assertThatThrownBy(() -> Snapshots.open(store)).isInstanceOf(SnapshotException.class)
                    .hasMessage("The snapshot " + store + " is in use by process " + ProcessHandle.current().pid() + "; wait until it has finished.");
            assertThatThrownBy(() -> Snapshots.create(store)).isInstanceOf(SnapshotException.class).hasMessageContaining("is in use by process");
        }
    }

    @Test
    void open_ofAnUnfinishedStore_saysSo() throws IOException {
        Path store = write("s");
        Files.delete(store.resolve("snapshot.manifest"));
        assertThatThrownBy(() -> Snapshots.open(store)).isInstanceOf(SnapshotException.class).hasMessageContaining("was not finished");
    }

    @Test
    void open_ofAStoreThatLacksAFile_namesIt() throws IOException {
        Path store = write("s");
        Files.delete(store.resolve("store/channel_0/transactions_0.sft"));
        assertThatThrownBy(() -> Snapshots.open(store)).isInstanceOf(SnapshotException.class).hasMessageContaining("its file channel_0/transactions_0.sft is missing");
        Files.delete(store.resolve("lock"));
        assertThatThrownBy(() -> Snapshots.open(store)).isInstanceOf(SnapshotException.class)
                .hasMessage(store + " is not whole: " + store.resolve("lock") + " is missing; make the snapshot again from its source.");
    }

    @Test
    void create_inADirectoryThatHoldsSomething_isRefused() throws IOException {
        Files.writeString(temporary.resolve("mine.txt"), "mine");
        assertThatThrownBy(() -> Snapshots.create(temporary)).isInstanceOf(SnapshotException.class)
                .hasMessage(temporary + " already holds something; name a directory that is new or empty for the snapshot.");
        assertThat(Files.readString(temporary.resolve("mine.txt"))).isEqualTo("mine");
    }

    @Test
    void add_ofTheSameRunTwice_keepsOneAndSaysSo() {
        Path store = temporary.resolve("s");
        try (SnapshotWriter writer = Snapshots.create(store)) {
            writer.add(runs.get(0));
            writer.add(runs.get(0));
        }
        try (Snapshot snapshot = Snapshots.open(store)) {
            assertThat(snapshot.runs()).hasSize(1);
            assertThat(snapshot.damages()).containsExactly("Run " + runs.get(0).run().id() + " came twice; the second one was left out.");
        }
    }

    @Test
    void open_ofADictionaryThatNamesAForeignClass_doesNotLoadIt() throws IOException {
        Path store = write("s");
        Path dictionary = store.resolve("store/PersistenceTypeDictionary.ptd");
        String text = Files.readString(dictionary);
        Files.writeString(dictionary, text.replace("java.util.Stack{", Foreign.class.getName() + "{"));
        assertThat(Files.readString(dictionary)).isNotEqualTo(text);
        Files.delete(store.resolve("snapshot.manifest"));
        Manifest.seal(store, null);
        assertThatThrownBy(() -> Snapshots.open(store)).isInstanceOf(SnapshotException.class).hasMessage("The snapshot " + store + " was not opened: it names the type " + Foreign.class.getName() + ", which no snapshot of Pathwarden does.");
        assertThat(System.getProperty("pathwarden.test.foreign")).isNull();
    }

    /** Tells when it is initialised. */
    static final class Foreign {
        static {
            System.setProperty("pathwarden.test.foreign", "initialised");
        }
        int field;
    }

    @Test
    void typeList_isWhatEclipseStoreWrites() throws IOException {
        Path store = write("s");
        Set<String> written = Pattern.compile("[a-z]\\w*([.][\\w$]+)+").matcher(Files.readString(store.resolve("store/PersistenceTypeDictionary.ptd")))
                .results().map(MatchResult::group).collect(Collectors.toSet());
        assertThat(ListedTypes.read()).containsExactlyInAnyOrderElementsOf(written);
    }

    private Path write(String name) {
        Path store = temporary.resolve(name);
        try (SnapshotWriter writer = Snapshots.create(store)) {
            runs.forEach(writer::add);
            writer.add(process);
        }
        return store;
    }

    private List<Path> copies() throws IOException {
        try (Stream<Path> files = Files.list(copies)) {
            return files.toList();
        }
    }

    private static Map<Path, String> contents(Path directory) throws IOException {
        Map<Path, String> contents = new HashMap<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(file, Files.getLastModifiedTime(file) + " " + Arrays.hashCode(Files.readAllBytes(file)));
            }
        }
        return contents;
    }
}
