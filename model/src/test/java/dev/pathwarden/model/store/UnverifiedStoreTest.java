package dev.pathwarden.model.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pathwarden.model.encryption.EncryptionKeys;
import dev.pathwarden.model.journal.Events;
import dev.pathwarden.model.snapshot.RunSummary;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.snapshot.SnapshotException;
import dev.pathwarden.model.snapshot.SnapshotWriter;
import dev.pathwarden.model.snapshot.Snapshots;
import dev.pathwarden.model.step.ProcessInfo;
import dev.pathwarden.model.step.RecordedRun;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Stores that were made or changed by someone who means harm, and what is left of damaged ones; read by a real process. */
@Timeout(300)
class UnverifiedStoreTest {

    @TempDir
    Path temporary;

    @TempDir
    Path copies;

    private final String usual = System.getProperty("java.io.tmpdir");
    private final List<RecordedRun> runs = new Events(11).runs(3, 5);
    private final ProcessInfo process = new Events(12).process();

    @BeforeEach
    void takeATemporaryDirectoryOfOurOwn() {
        System.setProperty("java.io.tmpdir", copies.toString());
    }

    @AfterEach
    void giveItBack() {
        System.setProperty("java.io.tmpdir", usual);
    }

    @Test
    void openUnverified_ofAStoreWhoseManifestIsGone_givesItsRunsAndSaysThatNothingWasVerified() throws IOException {
        Path store = write();
        Files.delete(store.resolve("snapshot.manifest"));
        Files.delete(store.resolve("lock"));
        try (Snapshot snapshot = Snapshots.openUnverified(store, EncryptionKeys.NONE)) {
            assertThat(snapshot.runs()).containsExactlyInAnyOrderElementsOf(runs.stream().map(RunSummary::of).toList());
            for (RecordedRun run : runs) {
                assertThat(snapshot.run(run.run().id())).isEqualTo(run);
            }
            assertThat(snapshot.processes()).containsExactly(process);
            assertThat(snapshot.location()).isEqualTo(store);
            assertThat(snapshot.damages()).first().asString().startsWith("It was opened without being verified");
        }
        assertThat(copies()).isEmpty();
    }

    @Test
    void openUnverified_ofASegmentWithAChangedByte_namesItAndGivesTheOthers() throws IOException {
        Path store = write();
        changeAByteOfTheSegment(store);
        assertThatThrownBy(() -> Snapshots.open(store)).isInstanceOf(SnapshotException.class).hasMessageContaining("is damaged");
        try (Snapshot snapshot = Snapshots.openUnverified(store, EncryptionKeys.NONE)) {
            assertThat(snapshot.runs()).hasSize(runs.size());
            assertThatThrownBy(() -> snapshot.run(runs.get(0).run().id())).isInstanceOf(SnapshotException.class).hasMessageContaining("digest of a segment does not fit");
        }
    }

    @Test
    void openUnverified_ofADictionaryThatNamesAForeignClass_refusesItByNameAndLoadsItNowhere() throws IOException {
        for (String foreign : List.of("com.sun.org.apache.xalan.internal.xsltc.trax.TemplatesImpl", Foreign.class.getName())) {
            Path store = write();
            Path dictionary = store.resolve("store/PersistenceTypeDictionary.ptd");
            String text = Files.readString(dictionary);
            Files.writeString(dictionary, text.replace("java.util.Stack{", foreign + "{"));
            assertThat(Files.readString(dictionary)).isNotEqualTo(text);
            refused(store, "The store " + store + " could not be read: it names the type " + foreign + ", which no snapshot of Pathwarden does.");
            assertThat(temporary.resolve("foreign")).doesNotExist();
        }
    }

    /** Tells when it is initialised, in whichever process. */
    static final class Foreign {
        static {
            try {
                Files.writeString(Path.of(System.getProperty("java.io.tmpdir")).resolve("foreign"), "initialised");
            } catch (IOException e) {
                throw new ExceptionInInitializerError(e);
            }
        }
        int field;
    }

    @Test
    void openUnverified_ofLengthsThatAreNotTrue_isRefusedInASentence() throws IOException {
        for (long length : new long[] {Long.MAX_VALUE, 1L << 31, -17, 0}) {
            Path store = write();
            Path data = store.resolve("store/channel_0/channel_0_1.dat");
            try (RandomAccessFile file = new RandomAccessFile(data.toFile(), "rw")) {
                file.write(ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder()).putLong(length).array());
            }
            assertThatThrownBy(() -> Snapshots.openUnverified(store, EncryptionKeys.NONE).close()).as("length %d", length).isInstanceOf(SnapshotException.class).message()
                    .startsWith("The store " + store + " could not be read: ").endsWith(".").doesNotContain("\n");
            assertThat(copies()).isEmpty();
        }
    }

    @Test
    void openUnverified_ofEachByteOfADataFileChanged_neverHarmsThisProcess() throws IOException {
        Path store = write();
        Path data = store.resolve("store/channel_0/channel_0_1.dat");
        byte[] whole = Files.readAllBytes(data);
        for (int at = 7; at < whole.length; at += whole.length / 3) {
            byte[] changed = whole.clone();
            changed[at] ^= 0x55;
            Files.write(data, changed);
            try (Snapshot snapshot = Snapshots.openUnverified(store, EncryptionKeys.NONE)) {
                assertThat(snapshot.damages()).isNotEmpty();
            } catch (SnapshotException e) {
                assertThat(e).hasMessageStartingWith("The store ").hasMessageEndingWith(".");
            }
        }
    }

    @Test
    void openUnverified_ofALogThatEclipseStoreReadsForEver_endsAfterItsTime() throws IOException {
        Path store = write();
        Path log = store.resolve("store/channel_0/transactions_0.sft");
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "rw")) {
            file.setLength(file.length() - 1);
        }
        assertThatThrownBy(() -> UnverifiedStore.open(store, new UnverifiedStore.Bounds(256, 8)).close()).isInstanceOf(SnapshotException.class)
                .hasMessage("The store " + store + " could not be read: the process that read it was not done after 8 s, and was ended.");
        assertThat(ProcessHandle.current().children().filter(child -> child.info().command().orElse("").endsWith("java") && child.isAlive())).isEmpty();
    }

    @Test
    void openUnverified_ofMoreThanTheHeapHolds_saysSo() throws IOException {
        Path store = write();
        assertThatThrownBy(() -> UnverifiedStore.open(store, new UnverifiedStore.Bounds(4, 60)).close()).isInstanceOf(SnapshotException.class)
                .hasMessage("The store " + store + " could not be read: it asks for more memory than the 4 MB that reading an unverified store may take.");
    }

    @Test
    void openUnverified_ofLinks_followsNone() throws IOException {
        Path secret = Files.writeString(temporary.resolve("secret"), "not yours");
        Path store = write();
        Path data = store.resolve("store/channel_0/channel_0_1.dat");
        Files.delete(data);
        Files.createSymbolicLink(data, secret);
        refused(store, "The store " + store + " was not opened: it holds a link, store/channel_0/channel_0_1.dat, and no store does.");
        Path other = write();
        Path elsewhere = temporary.resolve("elsewhere");
        Files.move(other.resolve("store/channel_0"), elsewhere);
        Files.createSymbolicLink(other.resolve("store/channel_0"), elsewhere);
        refused(other, "The store " + other + " was not opened: it holds a link, store/channel_0, and no store does.");
        Path third = write();
        Path whole = temporary.resolve("whole");
        Files.move(third.resolve("store"), whole);
        Files.createSymbolicLink(third.resolve("store"), whole);
        refused(third, "The store " + third + " was not opened: it holds a link, store, and no store does.");
    }

    @Test
    void transfer_ofAFileThatGrows_endsWithItsFirstLength() throws IOException {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 1;
            }

            @Override
            public int read(byte[] target, int from, int length) {
                return Math.min(length, 1000);
            }
        };
        ByteArrayOutputStream copied = new ByteArrayOutputStream();
        assertThat(Manifest.transfer(endless, copied, 10_500)).isFalse();
        assertThat(copied.size()).isEqualTo(10_000);
        assertThat(Manifest.transfer(new ByteArrayInputStream(new byte[10_500]), new ByteArrayOutputStream(), 10_500)).isTrue();
    }

    @Test
    void openUnverified_ofFilesThatNoStoreHas_copiesNone() throws IOException {
        Path store = write();
        Files.write(store.resolve("store/evil.so"), new byte[10]);
        Files.createDirectories(store.resolve("store/channel_0/deep/er"));
        Files.write(store.resolve("store/channel_0/deep/er/x.dat"), new byte[10]);
        try (Snapshot snapshot = Snapshots.openUnverified(store, EncryptionKeys.NONE)) {
            assertThat(snapshot.runs()).hasSize(runs.size());
            try (Stream<Path> copied = Files.walk(copies)) {
                assertThat(copied.map(Path::getFileName).map(Path::toString)).doesNotContain("evil.so", "x.dat");
            }
        }
    }

    private void refused(Path store, String sentence) throws IOException {
        assertThatThrownBy(() -> Snapshots.openUnverified(store, EncryptionKeys.NONE).close()).isInstanceOf(SnapshotException.class).hasMessage(sentence);
        assertThat(copies()).isEmpty();
    }

    private static void changeAByteOfTheSegment(Path store) throws IOException {
        Path data = store.resolve("store/channel_0/channel_0_1.dat");
        byte[] bytes = Files.readAllBytes(data);
        // The index has the runs' ids, the content has not.
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int first = text.indexOf("PWSEGMT");
        int second = text.indexOf("PWSEGMT", first + 1);
        int content = text.substring(first, first + 100).contains("run.id") ? second : first;
        bytes[content + 60] ^= 1;
        Files.write(data, bytes);
    }

    private int written;

    private Path write() {
        Path store = temporary.resolve("s" + written++);
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
}
