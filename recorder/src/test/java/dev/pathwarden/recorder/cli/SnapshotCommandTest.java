package dev.pathwarden.recorder.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotCommandTest {

    @TempDir
    private Path directory;

    @Test
    void snapshot_ofJournals_canBeShownWithoutThem() throws Exception {
        Path journal = SampleJournal.write(directory.resolve("left"));

        CliRun made = CliRun.of("snapshot", journal, "--out", directory.resolve("made"));

        assertThat(made.code()).isZero();
        assertThat(made.out()).isEqualTo("2 runs, 6 steps, 1 stopped, in 1 process: " + directory.resolve("made") + System.lineSeparator());
        String live = CliRun.of("show", journal, "1").out();
        try (var files = Files.list(journal)) {
            files.forEach(file -> file.toFile().delete());
        }
        assertThat(CliRun.of("show", directory.resolve("made"), "1").out()).isEqualTo(live);
    }

    @Test
    void snapshot_ofATruncatedJournal_keepsTheNameOfTheCut() throws Exception {
        Path journal = SampleJournal.write(directory.resolve("left"));
        Path file;
        try (var files = Files.list(journal)) {
            file = files.findFirst().orElseThrow();
        }
        Files.write(file, java.util.Arrays.copyOf(Files.readAllBytes(file), 900));

        CliRun made = CliRun.of("snapshot", journal, "--out", directory.resolve("made"));
        CliRun shown = CliRun.of("show", directory.resolve("made"));

        assertThat(made.code()).isZero();
        assertThat(made.err()).contains("is cut at byte 900");
        assertThat(shown.err()).contains("is cut at byte 900");
    }

    @Test
    void snapshot_ontoSomething_changesNothingThere() throws Exception {
        Path journal = SampleJournal.write(directory.resolve("left"));
        Path taken = Files.createDirectory(directory.resolve("taken"));
        Files.writeString(taken.resolve("mine"), "mine");

        CliRun made = CliRun.of("snapshot", journal, "--out", taken);

        assertThat(made.code()).isEqualTo(ExitCode.USAGE);
        assertThat(made.err()).isEqualTo("pathwarden: " + taken + " is there already: name a path that is not." + System.lineSeparator());
        assertThat(taken.resolve("mine")).hasContent("mine");
    }

    @Test
    void snapshot_ofNothing_isOneSentenceAndLeavesNothing() throws Exception {
        Path empty = Files.createDirectory(directory.resolve("empty"));

        CliRun made = CliRun.of("snapshot", empty, "--out", directory.resolve("made"));

        assertThat(made.code()).isEqualTo(ExitCode.INPUT);
        assertThat(made.err().lines()).hasSize(1);
        assertThat(directory.resolve("made")).doesNotExist();
    }
}
