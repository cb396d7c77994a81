package dev.pathwarden.recorder.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportCommandTest {

    @TempDir
    private Path directory;
    private Path journal;
    private Path archive;

    @BeforeEach
    void record() throws Exception {
        journal = SampleJournal.write(directory.resolve("journal"));
        archive = directory.resolve("all.pathwarden");
    }

    @Test
    void export_ofASnapshot_isShownLikeIt() {
        CliRun exported = CliRun.of("export", journal, "--out", archive);

        assertThat(exported.code()).isZero();
        assertThat(exported.out()).startsWith("2 runs, 6 steps, ");
        assertThat(CliRun.of("show", archive, "--json").out()).isEqualTo(CliRun.of("show", journal, "--json").out());
        assertThat(CliRun.of("show", archive, "2", "--json").out()).isEqualTo(CliRun.of("show", journal, "2", "--json").out());
    }

    @Test
    void export_andSnapshot_areReadableByTheirOwnerOnly() throws Exception {
        Path snapshot = directory.resolve("copied");
        CliRun.of("export", journal, "--out", archive);
        CliRun.of("snapshot", journal, "--out", snapshot);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(archive))).isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(snapshot))).isEqualTo("rwx------");
    }

    @Test
    void export_ofOneRun_holdsNoOther() {
        CliRun.of("export", journal, "2", "--out", archive);

        assertThat(CliRun.of("show", archive).out()).contains("22000000").doesNotContain("11000000");
    }

    @Test
    void archive_thatWasCut_isRefusedInOneSentence() throws Exception {
        CliRun.of("export", journal, "--out", archive);
        byte[] whole = Files.readAllBytes(archive);
        Files.write(archive, java.util.Arrays.copyOf(whole, whole.length - 7));

        CliRun shown = CliRun.of("show", archive);

        assertThat(shown.code()).isEqualTo(ExitCode.INPUT);
        assertThat(shown.err().lines()).singleElement().asString().contains("all.pathwarden");
    }

    @Test
    void export_ontoAFile_leavesItAlone() throws Exception {
        Files.writeString(archive, "mine");

        CliRun exported = CliRun.of("export", journal, "--out", archive);

        assertThat(exported.code()).isEqualTo(ExitCode.USAGE);
        assertThat(archive).hasContent("mine");
    }
}
