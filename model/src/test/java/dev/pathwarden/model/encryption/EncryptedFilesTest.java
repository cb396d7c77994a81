package dev.pathwarden.model.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pathwarden.model.archive.Archives;
import dev.pathwarden.model.evidence.TestSigner;
import dev.pathwarden.model.evidence.Verifier;
import dev.pathwarden.model.journal.Events;
import dev.pathwarden.model.segment.NotesCodec;
import dev.pathwarden.model.snapshot.Outside;
import dev.pathwarden.model.snapshot.Seal;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.snapshot.SnapshotException;
import dev.pathwarden.model.snapshot.SnapshotWriter;
import dev.pathwarden.model.snapshot.Snapshots;
import dev.pathwarden.model.step.RecordedRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Encrypted snapshots and archives, read with the key, with another one, without one, and after every kind of change. */
class EncryptedFilesTest {

    private static final String PROCESS = "a-program-nobody-should-know-of";

    @TempDir
    Path directory;

    private final TestSigner signer = new TestSigner();
    private final EncryptionKey key = EncryptionKey.random();
    private final List<RecordedRun> runs = new Events(7).runs(9, 12);

    @Test
    void open_withTheKey_readsAndVerifiesWhatWasWritten() throws IOException {
        for (Path file : List.of(archive(), snapshot())) {
            try (Snapshot opened = Snapshots.open(file, keys(key))) {
                assertThat(opened.damages()).isEmpty();
                assertThat(opened.runs()).hasSameSizeAs(runs);
                runs.forEach(run -> assertThat(opened.run(run.run().id())).isEqualTo(run));
                assertThat(opened.sealed().orElseThrow().verify(signer.key()).problems()).isEmpty();
            }
        }
    }

    @Test
    void open_withoutTheKeyOrWithAnother_saysSo() throws IOException {
        EncryptionKey other = EncryptionKey.random();
        for (Path file : List.of(archive(), snapshot())) {
            assertThatThrownBy(() -> Snapshots.open(file)).isInstanceOf(SnapshotException.class)
                    .hasMessageEndingWith(file + " is encrypted with the key " + key.name() + ", and no key was given: name it with --decrypt-with or in $PATHWARDEN_ENCRYPTION_KEY.")
                    .extracting(thrown -> ((SnapshotException) thrown).kind()).isEqualTo(SnapshotException.Cause.LOCKED);
            assertThatThrownBy(() -> Snapshots.open(file, keys(other))).isInstanceOf(SnapshotException.class)
                    .hasMessageEndingWith(" is encrypted with the key " + key.name() + ", and the one that was given is " + other.name() + ": name the right one.");
            assertThatThrownBy(() -> Snapshots.open(file, name -> {
                throw new IOException("There is no encryption key x: name it.");
            })).hasMessageEndingWith(" is encrypted with the key " + key.name() + ". There is no encryption key x: name it.");
        }
    }

    @Test
    void files_tellNothingOfWhatTheyHold() throws IOException {
        List<Path> files = new ArrayList<>(List.of(archive()));
        try (Stream<Path> all = Files.walk(snapshot())) {
            all.filter(Files::isRegularFile).forEach(files::add);
        }
        String run = runs.get(0).run().id().toString();
        for (Path file : files) {
            String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
            assertThat(bytes).doesNotContain(PROCESS).doesNotContain(run.substring(0, 8)).doesNotContain("PWSEGMT");
        }
        assertThat(files).hasSizeGreaterThan(3);
    }

    @Test
    void outside_withoutTheKey_hasTheSignatures() throws IOException {
        for (Path file : List.of(archive(), snapshot())) {
            Outside outside = Snapshots.outside(file);
            assertThat(outside.encryptionKey()).isEqualTo(key.name());
            assertThat(Verifier.signatures(outside.publicText(), outside.checkpoints(), signer.key()).problems()).isEmpty();
            assertThat(Verifier.signatures(outside.publicText(), outside.checkpoints(), new TestSigner().key()).problems()).isNotEmpty();
            assertThat(Verifier.signatures(outside.publicText(), List.of(), signer.key()).problems()).isNotEmpty();
        }
    }

    @Test
    void archive_ofWhichAnyByteWasChanged_isRefusedByAReaderWithTheKeyAndOneWithout() throws IOException {
        Path archive = archive();
        byte[] whole = Files.readAllBytes(archive);
        for (int at = 7; at < whole.length; at += 1 + whole.length / 400) {
            byte[] changed = whole.clone();
            changed[at] ^= 4;
            Path file = directory.resolve("changed-" + at);
            Files.write(file, changed);
            assertThatThrownBy(() -> Snapshots.outside(file)).as("byte %d", at).isInstanceOf(SnapshotException.class);
            assertThatThrownBy(() -> readAll(file)).as("byte %d", at).isInstanceOf(SnapshotException.class);
        }
    }

    @Test
    void blocks_fitInOnePlaceOfOneFile() throws Exception {
        byte[] first = {1, 2, 3};
        byte[] second = {4, 5, 6};
        Encrypting encrypting = new Encrypting(key);
        byte[] header = encrypting.header();
        byte[] content = encrypting.content(first);
        byte[] index = encrypting.index(first);
        byte[] nextContent = encrypting.content(second);
        encrypting.index(second);
        byte[] beside = {9};
        byte[] notes = encrypting.notes(first, beside);
        Encrypting another = new Encrypting(key);
        byte[] elsewhere = another.content(first);
        try (Decrypting decrypting = Decrypting.with(keys(key), header)) {
            assertThat(decrypting.content(0, content)).isEqualTo(first);
            assertThat(decrypting.content(1, nextContent)).isEqualTo(second);
            assertThat(decrypting.index(0, index)).isEqualTo(first);
            assertThat(decrypting.notes(2, notes, beside)).isEqualTo(first);
            for (Runnable moved : List.<Runnable>of(() -> decrypting.content(1, content), () -> decrypting.content(0, nextContent), () -> decrypting.index(0, content), () -> decrypting.content(0, index),
                    () -> decrypting.content(0, elsewhere), () -> decrypting.notes(1, notes, beside), () -> decrypting.notes(3, notes, beside), () -> decrypting.notes(2, notes, new byte[] {8}),
                    () -> decrypting.content(0, new byte[0]))) {
                assertThatThrownBy(moved::run).hasMessage("what is encrypted there was changed, or belongs in another place or file");
            }
        }
        assertThat(content).isNotEqualTo(elsewhere).hasSize(first.length + 16);
        assertThatThrownBy(() -> encrypting.content(first)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> encrypting.notes(first, beside)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void header_thatWasChanged_isNoMatterOfTheKey() {
        byte[] header = new Encrypting(key).header();
        header[header.length - 1] ^= 1;
        assertThatThrownBy(() -> Decrypting.with(keys(key), header)).hasMessage("its own key was changed, without which nothing in it can be decrypted");
        header[0] = 2;
        assertThatThrownBy(() -> Decrypting.with(keys(key), header)).hasMessage("it is encrypted in the way 2, and this Pathwarden knows the way 1 only");
    }

    @Test
    void key_isReadFromItsTextAlone_andWiped() throws GeneralSecurityException {
        byte[] text = key.text();
        byte[] spaced = ("  " + new String(text, StandardCharsets.US_ASCII) + "\n").getBytes(StandardCharsets.US_ASCII);
        assertThat(EncryptionKey.of(spaced).name()).isEqualTo(key.name());
        assertThat(spaced).containsOnly(0);
        assertThat(key.toString()).isEqualTo("key " + key.name());
        for (String none : List.of("", "secret", EncryptionKey.BEGINNING, EncryptionKey.BEGINNING + "0".repeat(63), EncryptionKey.BEGINNING + "0".repeat(63) + "g", EncryptionKey.BEGINNING + "0".repeat(65))) {
            assertThatThrownBy(() -> EncryptionKey.of(none.getBytes(StandardCharsets.US_ASCII))).isInstanceOf(GeneralSecurityException.class).hasMessage("the text is no key to encrypt with");
        }
        key.close();
        assertThatThrownBy(() -> new Encrypting(key)).isInstanceOf(IllegalStateException.class);
    }

    private EncryptionKeys keys(EncryptionKey one) {
        return name -> {
            try {
                return EncryptionKey.of(one.text());
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        };
    }

    private void readAll(Path file) {
        try (Snapshot opened = Snapshots.open(file, keys(key))) {
            opened.runs().forEach(run -> opened.run(run.run().id()));
        }
    }

    private Path archive() {
        Path file = directory.resolve("runs.pathwarden");
        Archives.write(file, runs.iterator(), notes(), new Seal(signer, key));
        return file;
    }

    private Path snapshot() {
        Path store = directory.resolve("snapshot");
        try (SnapshotWriter writer = Snapshots.create(store, new Seal(signer, key))) {
            runs.forEach(writer::add);
            notes().processes().forEach(writer::add);
        }
        return store;
    }

    private static NotesCodec.Notes notes() {
        return new NotesCodec.Notes(List.of(new dev.pathwarden.model.step.ProcessInfo(1, 2, PROCESS, "17", null, null, List.of(), 0, 0)), List.of());
    }
}
