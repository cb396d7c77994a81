package dev.pathwarden.recorder.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is encrypted, as someone at the command line meets it. */
class EncryptionTest {

    private static final String IN_CLEAR = "select * from customers";

    @TempDir
    private Path directory;
    private Path journal;
    private Path key;
    private Path snapshot;
    private Path archive;
    private String name;

    @BeforeEach
    void record() throws Exception {
        journal = SampleJournal.write(directory.resolve("journal"));
        key = directory.resolve("recordings.key");
        snapshot = directory.resolve("monday");
        archive = directory.resolve("monday.pathwarden");
        CliRun made = CliRun.of("key", "--new-encryption-key", key);
        assertThat(made.code()).isZero();
        name = made.out().strip();
    }

    @Test
    void newKey_isForItsOwnerOnly_andNeverPrintedOrReplaced() throws IOException {
        String text = Files.readString(key);

        CliRun again = CliRun.of("key", "--new-encryption-key", key);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key))).isEqualTo("rw-------");
        assertThat(name).matches("[0-9a-f]{16}");
        assertThat(text).startsWith("PATHWARDEN-ENCRYPTION-KEY-1-").doesNotContain(name);
        assertThat(again.code()).isEqualTo(ExitCode.USAGE);
        assertThat(Files.readString(key)).isEqualTo(text);
    }

    @Test
    void snapshotAndArchive_areReadWithTheKeyAsWithoutEncryption() throws IOException {
        assertThat(CliRun.of("snapshot", journal, "--out", snapshot, "--encrypt-with", key).code()).isZero();
        assertThat(CliRun.of("export", snapshot, "--decrypt-with", key, "--out", archive, "--encrypt-with", key).code()).isZero();

        for (Path file : new Path[] {snapshot, archive}) {
            assertThat(CliRun.of("show", file, "2", "--json", "--decrypt-with", key).out()).isEqualTo(CliRun.of("show", journal, "2", "--json").out());
            assertThat(CliRun.of("find", file, "--decrypt-with", key).out()).isEqualTo(CliRun.of("find", journal).out());
            assertThat(CliRun.of("dry-run", file, "--decrypt-with", key).out()).isEqualTo(CliRun.of("dry-run", journal).out().replace(journal.toString(), file.toString()));
            assertThat(CliRun.of("verify", file, "--decrypt-with", key).code()).isZero();
            assertThat(CliRun.of("doctor", file, "--decrypt-with", key).code()).isZero();
        }
        assertThat(bytesBelow(snapshot)).doesNotContain(IN_CLEAR).doesNotContain("Sample");
        assertThat(bytesBelow(archive)).doesNotContain(IN_CLEAR).doesNotContain("Sample");
        assertThat(bytesBelow(journal)).contains("Sample");
    }

    @Test
    void commands_withoutTheKeyOrWithAnother_sayWhichKeyItIs() {
        CliRun.of("export", journal, "--out", archive, "--encrypt-with", key);
        Path other = directory.resolve("other.key");
        String otherName = CliRun.of("key", "--new-encryption-key", other).out().strip();

        CliRun without = CliRun.of("show", archive);
        CliRun with = CliRun.of("show", archive, "--decrypt-with", other);

        assertThat(without.code()).isEqualTo(ExitCode.INPUT);
        assertThat(without.err().lines()).singleElement().asString()
                .endsWith("is encrypted with the key " + name + ", and no key was given: name it with --decrypt-with or in $PATHWARDEN_ENCRYPTION_KEY.");
        assertThat(with.err().lines()).singleElement().asString().endsWith("is encrypted with the key " + name + ", and the one that was given is " + otherName + ": name the right one.");
    }

    @Test
    void key_comesFromAFileAVariableOrACommand() throws IOException {
        CliRun.of("export", journal, "--out", archive, "--encrypt-with", key);
        String text = Files.readString(key).strip();
        String shown = CliRun.of("show", journal, "--json").out();

        assertThat(run(Map.of("MY_KEY", text), "show", archive, "--json", "--decrypt-with", "env:MY_KEY").out()).isEqualTo(shown);
        assertThat(run(Map.of(), "show", archive, "--json", "--decrypt-with", "command:cat " + key).out()).isEqualTo(shown);
        assertThat(run(Map.of("PATHWARDEN_ENCRYPTION_KEY", key.toString()), "show", archive, "--json").out()).isEqualTo(shown);
        assertThat(run(Map.of(), "show", archive, "--decrypt-with", "env:MY_KEY").err()).contains("There is no environment variable MY_KEY with an encryption key: set it, or name another place.");
        assertThat(run(Map.of(), "show", archive, "--decrypt-with", "command:exit 3").err()).contains("The command for the encryption key ended with 3: 'exit 3'.");
        assertThat(run(Map.of(), "show", archive, "--decrypt-with", "command:echo no").err()).contains("The command 'echo no' prints no encryption key");
        assertThat(run(Map.of(), "show", archive, "--decrypt-with", text).err()).contains("An encryption key itself was given").doesNotContain(text);
    }

    @Test
    void keyFile_thatOthersCanRead_isRefused() throws IOException {
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r-----"));

        CliRun refused = CliRun.of("export", journal, "--out", archive, "--encrypt-with", key);

        assertThat(refused.code()).isEqualTo(ExitCode.ENVIRONMENT);
        assertThat(refused.err()).contains("can be read or changed by others than its owner");
        assertThat(archive).doesNotExist();
    }

    @Test
    void verify_withoutTheKey_checksBytesAndSignaturesAndSaysThatItIsNotAll() throws IOException {
        CliRun.of("snapshot", journal, "--out", snapshot, "--encrypt-with", key);

        CliRun verified = CliRun.of("verify", snapshot);

        assertThat(verified.code()).isEqualTo(ExitCode.CHECK);
        assertThat(verified.out()).contains("as they were when the file was written").contains("for 2 runs").contains("your own");
        assertThat(verified.err()).contains("were not compared with what was signed: that needs the encryption key " + name);
        assertThat(CliRun.of("verify", snapshot, "--checkpoint").out()).startsWith("pathwarden.dev/snapshot/");
        assertThat(CliRun.of("doctor", snapshot).out()).contains("every byte as it was written").contains(name);
    }

    @Test
    void environment_encryptsWhatIsWritten_unlessNoneIsAskedFor() {
        Map<String, String> environment = Map.of("PATHWARDEN_ENCRYPTION_KEY", key.toString());
        Path clear = directory.resolve("clear.pathwarden");

        run(environment, "export", journal, "--out", archive);
        CliRun exported = run(environment, "export", archive, "--out", clear, "--encrypt-with", "none");

        assertThat(CliRun.of("show", archive).code()).isEqualTo(ExitCode.INPUT);
        assertThat(CliRun.of("show", clear).code()).isZero();
        assertThat(exported.err()).contains(clear + " is not encrypted, and " + archive + " is");
    }

    @Test
    void doctor_thatRepairs_doesNotReplaceWhatItHasNoKeyFor() {
        CliRun.of("snapshot", journal, "--out", directory.resolve("snapshot"), "--encrypt-with", key);

        CliRun repaired = CliRun.of("doctor", directory, "--repair");

        assertThat(repaired.code()).isEqualTo(ExitCode.INPUT);
        assertThat(repaired.err()).contains("is encrypted with the key " + name);
        assertThat(directory.resolve("snapshot.damaged")).doesNotExist();
    }

    private static CliRun run(Map<String, String> more, Object... arguments) {
        Map<String, String> environment = new HashMap<>(Map.of("PATH", System.getenv("PATH"), "HOME", Path.of("target", "home-of-tests").toAbsolutePath().toString()));
        environment.putAll(more);
        return CliRun.of(Terminal.NONE, environment, arguments);
    }

    private static String bytesBelow(Path path) throws IOException {
        StringBuilder bytes = new StringBuilder();
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                bytes.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return bytes.toString();
    }
}
