package dev.pathwarden.recorder.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A reviewer looks at a store that came without a manifest that fits. */
class UnverifiedCommandTest {

    @TempDir
    private Path directory;
    private Path snapshot;

    @BeforeEach
    void recordAndChange() throws Exception {
        Path journal = SampleJournal.write(directory.resolve("journal"));
        snapshot = directory.resolve("made");
        assertThat(CliRun.of("snapshot", journal, "--out", snapshot).code()).isZero();
        Files.delete(snapshot.resolve("snapshot.manifest"));
    }

    @Test
    void show_isRefusedWithout_andWorksWithIt() {
        assertThat(CliRun.of("show", snapshot).code()).isEqualTo(ExitCode.INPUT);

        CliRun shown = CliRun.of("show", snapshot, "1", "--unverified");

        assertThat(shown.code()).isZero();
        assertThat(shown.out()).contains("data.sql customers");
        assertThat(shown.err().lines()).first().asString().isEqualTo("pathwarden: It was opened without being verified, as --unverified says: what is shown may have been made up by whoever had it before.");
    }

    @Test
    void find_why_andDiff_takeItToo() {
        assertThat(CliRun.of("find", snapshot, "--unverified", "--operation", "data.sql").out()).contains("customers");
        assertThat(CliRun.of("why", snapshot, "1", "--unverified").code()).isZero();
        assertThat(CliRun.of("diff", snapshot, "1", "1", "--unverified").code()).isZero();
    }

    @Test
    void export_makesAnArchiveThatCarriesTheEvidenceThatIsThere() {
        Path archive = directory.resolve("out.pathwarden");

        CliRun exported = CliRun.of("export", snapshot, "--unverified", "--out", archive);

        assertThat(exported.code()).isZero();
        assertThat(exported.err()).contains("opened without being verified");
        assertThat(CliRun.of("verify", archive).code()).isZero();
    }

    @Test
    void show_ofAStoreThatNamesAForeignClass_namesItInASentence() throws IOException {
        Path dictionary = snapshot.resolve("store/PersistenceTypeDictionary.ptd");
        Files.writeString(dictionary, Files.readString(dictionary).replace("java.util.Stack{", "org.evil.Gadget{"));

        CliRun shown = CliRun.of("show", snapshot, "--unverified");

        assertThat(shown.code()).isEqualTo(ExitCode.INPUT);
        assertThat(shown.out()).isEmpty();
        assertThat(shown.err()).isEqualTo("pathwarden: The store " + snapshot + " could not be read: it names the type org.evil.Gadget, which no snapshot of Pathwarden does." + System.lineSeparator());
    }
}
