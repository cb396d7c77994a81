package dev.pathwarden.recorder.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.archive.Archives;
import dev.pathwarden.model.signing.SigningKeys;
import dev.pathwarden.model.snapshot.SealedRuns;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.snapshot.Snapshots;
import dev.pathwarden.model.step.RecordedRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recordings are signed where they are made, and verified wherever they come to. */
class VerifyCommandTest {

    @TempDir
    private Path directory;
    private Path journal;
    private Path snapshot;
    private Path archive;
    private String key;

    @BeforeEach
    void record() throws Exception {
        journal = SampleJournal.write(directory.resolve("journal"));
        snapshot = directory.resolve("snapshot");
        archive = directory.resolve("all.pathwarden");
        cli("snapshot", journal, "--out", snapshot);
        cli("export", snapshot, "--out", archive);
        key = cli("key").out().strip();
    }

    @Test
    void verify_ofWhatWasRecordedHere_saysWhatHolds_andThatItIsOnesOwnKey() {
        for (Path made : List.of(snapshot, archive)) {
            CliRun verified = cli("verify", made);

            assertThat(verified.code()).isZero();
            assertThat(verified.out()).contains("runs        2 runs, 6 steps: as they were when they were sealed").contains("signed by   the key " + key.substring(0, 8) + ", your own")
                    .containsPattern("sealed      \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d UTC by the clock of that machine, checkpoint 1 of its key");
            assertThat(verified.err()).isEmpty();
        }
    }

    @Test
    void verify_elsewhere_saysThatTheKeyIsKnownFromTheFileAlone_unlessItIsNamed() {
        CliRun verified = elsewhere("verify", archive);

        assertThat(verified.code()).isZero();
        assertThat(verified.out()).contains("known from this file alone");
        assertThat(verified.err()).contains("Nothing was changed since the key " + key + " signed. Whose key that is, the file cannot tell: compare it with what 'pathwarden key' prints");
        CliRun named = elsewhere("verify", archive, "--key", key);
        assertThat(named.out()).contains("the key " + key.substring(0, 8) + ", which you named");
        assertThat(named.err()).isEmpty();
        assertThat(directory.resolve("elsewhere")).as("no key is made to verify with").doesNotExist();
        assertThat(elsewhere("verify", archive, "--json").out()).contains("\"holds\":true").contains("\"signer\":\"" + key + "\"").contains("\"ownKey\":false").contains("\"keyNamed\":false");
    }

    @Test
    void verify_withAnotherKey_fails() throws Exception {
        CliRun verified = elsewhere("verify", archive, "--key", SigningKeys.text(SigningKeys.make().getPublic()));

        assertThat(verified.code()).isEqualTo(ExitCode.CHECK);
        assertThat(verified.out()).isEmpty();
        assertThat(verified.err()).contains("all.pathwarden does not verify. Checkpoint 1 of 1 is not signed by the key ").contains("the file names the key " + key.substring(0, 8));
        assertThat(cli("verify", archive, "--key", "abc").code()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void verify_ofChangedRuns_namesTheFirst() {
        Path dropped = forged("dropped", runs -> runs.remove(0));
        assertThat(cli("verify", dropped).code()).isEqualTo(ExitCode.CHECK);
        assertThat(cli("verify", dropped).err()).contains("The 1st run is missing: run " + SampleJournal.ALLOWED + " stands in its place.");
        Path swapped = forged("swapped", Collections::reverse);
        assertThat(cli("verify", swapped).err()).contains("Run " + SampleJournal.ALLOWED + " was moved: it is the 1st here and was recorded as the 2nd.");
        Path altered = forged("altered", runs -> runs.set(1, new RecordedRun(runs.get(1).run(), runs.get(1).steps().subList(0, 2), List.of())));
        assertThat(cli("verify", altered).err()).contains("Run " + SampleJournal.ALLOWED + ", the 2nd, was altered");
        assertThat(cli("verify", altered, "--json").out()).contains("\"holds\":false");
    }

    @Test
    void verify_ofOneRunThatWasExported_holdsWithoutTheOthers() {
        Path one = directory.resolve("one.pathwarden");
        cli("export", snapshot, "2", "--out", one);

        CliRun verified = elsewhere("verify", one, "--key", key);

        assertThat(verified.code()).isZero();
        assertThat(verified.out()).contains("1 run of the 2 that were sealed, 3 steps");
        assertThat(cli("show", one).out()).doesNotContain("11000000");
    }

    @Test
    void verify_ofWhatHasNoSignature_saysThatThereIsNone() throws Exception {
        CliRun verified = cli("verify", journal);
        assertThat(verified.code()).isEqualTo(ExitCode.INPUT);
        assertThat(verified.err()).contains(journal + " cannot be verified. There is nothing to verify these runs with, ");
        Path unsigned = directory.resolve("unsigned");
        try (Snapshot opened = Snapshots.open(journal)) {
            Archives.write(unsigned, opened);
        }
        assertThat(cli("verify", unsigned).code()).isEqualTo(ExitCode.CHECK);
        assertThat(cli("verify", unsigned).err()).contains("It is not signed");
    }

    @Test
    void key_isMadeWhereSomethingIsRecorded_forItsOwnerOnly() throws Exception {
        Path file = directory.resolve("home/.config/pathwarden/recorder.key");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        assertThat(Files.readAllLines(file).get(1)).isEqualTo(key).matches("[0-9a-f]{64}");
        String secret = Files.readAllLines(file).get(0);
        assertThat(secret).isNotEmpty();
        for (Path made : List.of(snapshot, archive)) {
            try (var files = Files.walk(made)) {
                assertThat(files.filter(Files::isRegularFile)).noneMatch(each -> holds(each, secret));
            }
        }
        assertThat(cli("key", "--json").out()).contains("\"key\":\"" + key + "\"").doesNotContain(secret);
    }

    /** Two recordings in a row: what the second was signed for names the first. */
    @Test
    void checkpoints_ofOneKey_carryTheOneBefore() {
        Path second = directory.resolve("second");
        cli("snapshot", journal, "--out", second);

        String before = cli("verify", snapshot, "--checkpoint").out();
        String after = cli("verify", second, "--checkpoint").out();

        assertThat(before.lines()).element(3).isEqualTo("sequence 1");
        assertThat(after.lines()).element(3).isEqualTo("sequence 2");
        assertThat(after.lines()).element(4).isNotEqualTo(before.lines().toList().get(4));
        assertThat(cli("verify", second).code()).isZero();
    }

    @Test
    void snapshot_withoutAUsableKey_isMadeAllTheSame_andSaysSo() throws Exception {
        Files.setPosixFilePermissions(directory.resolve("home/.config/pathwarden/recorder.key"), PosixFilePermissions.fromString("rw-r--r--"));
        Path unsigned = directory.resolve("unsigned");

        CliRun made = cli("snapshot", journal, "--out", unsigned);

        assertThat(made.code()).isZero();
        assertThat(made.err()).contains("What is written is not signed, and a later change of it could not be told: The key ").contains("can be read or changed by others than its owner");
        assertThat(cli("show", unsigned).err()).contains("It is not signed, so that a later change could not be told");
        assertThat(cli("verify", unsigned).code()).isEqualTo(ExitCode.CHECK);
    }

    @Test
    void anchor_getsEachCheckpoint_andItsFailureLosesNothing() throws Exception {
        Path kept = directory.resolve("kept");
        Path anchored = directory.resolve("anchored");

        assertThat(cli("snapshot", journal, "--out", anchored, "--anchor", "cat >> " + kept).err()).isEmpty();

        assertThat(kept).hasContent(cli("verify", anchored, "--checkpoint").out());
        Path failed = directory.resolve("failed");
        CliRun made = cli("snapshot", journal, "--out", failed, "--anchor", "exit 7");
        assertThat(made.code()).isZero();
        assertThat(made.err()).contains("A checkpoint was not anchored: the command 'exit 7' ended with 7.");
        assertThat(cli("verify", failed).code()).isZero();
    }

    @Test
    void exports_areNotedInTheSnapshot_whichStaysAsItIs() throws Exception {
        Path log = snapshot.resolve("access.log");
        cli("export", snapshot, "2", "--redact", "personal", "--out", directory.resolve("case.pathwarden"));

        CliRun verified = cli("verify", snapshot);
        assertThat(verified.code()).isZero();
        assertThat(verified.out().replaceAll("\\s+", " ")).contains("by " + System.getProperty("user.name") + ": export 2 of 2 runs, to all.pathwarden")
                .contains("export 1 of 2 runs, redacted personal, to case.pathwarden");
        assertThat(cli("show", snapshot).code()).isZero();
        elsewhere("export", snapshot, "1", "--out", directory.resolve("theirs.pathwarden"));
        CliRun shared = cli("verify", snapshot);
        assertThat(shared.code()).as("who may read a snapshot may export from it").isZero();
        assertThat(shared.out().replaceAll("\\s+", " ")).containsPattern("by " + System.getProperty("user.name") + " with another key, [0-9a-f]{8}: export 1 of 2 runs, to theirs.pathwarden");
        String whole = Files.readString(log);
        String[] blocks = whole.split("\n\n");
        assertThat(blocks).hasSize(6);
        Files.writeString(log, blocks[2] + "\n\n" + blocks[3] + "\n\n");
        assertThat(cli("verify", snapshot).err()).contains("Entry 1 of the list of exports does not follow the one before");
        Files.writeString(log, whole.replace("export 1 of 2", "export 0 of 2"));
        CliRun altered = cli("verify", snapshot);
        assertThat(altered.err()).contains("Entry 2 of the list of exports was altered");
        assertThat(altered.code()).isEqualTo(ExitCode.CHECK);
    }

    @Test
    void verify_againstAnchoredCheckpoints_seesAnotherVersionOfTheSameRuns() throws Exception {
        Path kept = directory.resolve("kept");
        Path first = directory.resolve("first");
        Path second = directory.resolve("second");
        cli("snapshot", journal, "--out", first, "--anchor", "cat >> " + kept);
        cli("snapshot", journal, "--out", second, "--anchor", "cat >> " + kept);

        for (Path made : List.of(first, second)) {
            assertThat(cli("verify", made, "--anchored", kept).code()).isZero();
            Path one = directory.resolve(made.getFileName() + "-one");
            cli("export", made, "1", "--out", one);
            assertThat(cli("verify", one, "--anchored", kept).code()).isZero();
        }
        CliRun other = cli("verify", snapshot, "--anchored", kept);
        assertThat(other.code()).isEqualTo(ExitCode.CHECK);
        assertThat(other.err()).contains("None of the checkpoints that were kept elsewhere is of this snapshot.");
        Files.writeString(kept, Files.readString(kept).replaceFirst("\n2\n", "\n3\n"));
        assertThat(cli("verify", first, "--anchored", kept).err()).contains("names this snapshot and is not signed by its key");
    }

    private static boolean holds(Path file, String text) {
        try {
            return new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1).contains(text);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The archive with other runs, made whole again. */
    private Path forged(String name, Consumer<List<RecordedRun>> change) {
        Path file = directory.resolve(name);
        try (Snapshot opened = Snapshots.open(archive)) {
            SealedRuns sealed = opened.sealed().orElseThrow();
            List<RecordedRun> runs = new ArrayList<>();
            sealed.forEach(runs::add);
            change.accept(runs);
            Archives.write(file, runs.iterator(), sealed.notes(), sealed.evidence());
        }
        return file;
    }

    private CliRun cli(Object... arguments) {
        return in("home", arguments);
    }

    private CliRun elsewhere(Object... arguments) {
        return in("elsewhere", arguments);
    }

    private CliRun in(String home, Object... arguments) {
        return CliRun.of(Terminal.NONE, Map.of("PATH", System.getenv("PATH"), "HOME", directory.resolve(home).toString()), arguments);
    }
}
