package dev.pathwarden.recorder.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.recorder.drain.Recording;
import dev.pathwarden.recorder.drain.RecordingDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PruneCommandTest {

    @TempDir
    private Path directory;

    @BeforeEach
    void record() throws Exception {
        SampleJournal.write(directory.resolve("oldest").resolve("journal"));
        assertThat(CliRun.of("snapshot", directory.resolve("oldest"), "--out", directory.resolve("older")).code()).isZero();
        assertThat(CliRun.of("export", directory.resolve("oldest"), "--out", directory.resolve("newer.pathwarden")).code()).isZero();
        SampleJournal.write(directory.resolve("newest"));
        Files.writeString(Files.createDirectory(directory.resolve("mine")).resolve("notes.txt"), "notes");
        age("oldest", 40);
        age("older", 30);
        age("newer.pathwarden", 20);
        age("newest", 10);
        age("mine", 400);
    }

    @Test
    void prune_ofWhatIsTooOld_deletesWholeRecordingsAndNothingElse() throws Exception {
        CliRun run = CliRun.of("prune", directory, "--older-than", "25d");

        assertThat(run.code()).isZero();
        assertThat(run.out().lines()).hasSize(3).anySatisfy(line -> assertThat(line).startsWith("deleted " + directory.resolve("older") + "  "))
                .anySatisfy(line -> assertThat(line).startsWith("deleted 2 recordings of 4, "));
        assertThat(names()).containsExactly("mine", "newer.pathwarden", "newest");
    }

    @Test
    void prune_toANumber_keepsTheNewest() throws Exception {
        assertThat(CliRun.of("prune", directory, "--keep", "1").code()).isZero();
        assertThat(names()).containsExactly("mine", "newest");
    }

    @Test
    void prune_toASize_keepsTheNewestThatFit() throws Exception {
        assertThat(CliRun.of("prune", directory, "--at-most", "1g").out()).startsWith("deleted 0 recordings of 4");
        assertThat(CliRun.of("prune", directory, "--at-most", "9k").code()).isZero();
        assertThat(names()).contains("mine", "newest").doesNotContain("older", "oldest");
    }

    @Test
    void prune_asADryRun_deletesNothing() throws Exception {
        List<String> before = names();

        CliRun run = CliRun.of("prune", directory, "--keep", "0", "--dry-run");

        assertThat(run.out()).contains("would delete 4 recordings of 4").contains("nothing was deleted");
        assertThat(names()).isEqualTo(before);
    }

    @Test
    void prune_leavesWhatIsInUse_andSaysByWhom() throws Exception {
        RecordingDirectory used = new RecordingDirectory(directory.resolve("used"));
        try (Recording recording = Recording.begin(used, new byte[0])) {
            SampleJournal.write(used.journal());
            assertThat(recording).isNotNull();

            CliRun run = CliRun.of("prune", directory, "--keep", "0");

            assertThat(run.err()).contains(used.root() + " is in use by process " + ProcessHandle.current().pid() + " and stays.");
            assertThat(names()).containsExactly("mine", "used");
        }
    }

    @Test
    void prune_leavesWhatAnotherMachineMayStillUse_unlessItIsToldThatItDoesNot() throws Exception {
        Files.writeString(directory.resolve("newest").resolve("lock"), "process 12\nhost build-7\nboot 00000000-1111-2222-3333-444444444444\n");

        CliRun left = CliRun.of("prune", directory, "--keep", "0");

        assertThat(left.err()).contains(directory.resolve("newest") + " may be in use by process 12 on host build-7, which cannot be told from this machine, and stays; if that has ended, add --force-owner.");
        assertThat(names()).containsExactly("mine", "newest");
        assertThat(CliRun.of("prune", directory, "--keep", "0", "--force-owner").err()).isEmpty();
        assertThat(names()).containsExactly("mine");
    }

    @Test
    void prune_ofPartsInADirectoryBelow_judgesEachForItself() throws Exception {
        Path parts = Files.createDirectory(directory.resolve("parts"));
        for (String name : List.of("part-2026-11-28T10-00-00Z", "part-2026-11-29T10-00-00Z")) {
            assertThat(CliRun.of("snapshot", directory.resolve("newest"), "--out", parts.resolve(name)).code()).isZero();
        }
        age("parts/part-2026-11-28T10-00-00Z", 35);

        assertThat(CliRun.of("prune", directory, "--older-than", "33d").out()).contains("deleted 2 recordings of 6");

        assertThat(parts.resolve("part-2026-11-28T10-00-00Z")).doesNotExist();
        assertThat(parts.resolve("part-2026-11-29T10-00-00Z")).exists();
    }

    @Test
    void prune_asJson_tellsOfEachRecording() throws Exception {
        CliRun run = CliRun.of("prune", directory, "--older-than", "25d", "--json");

        assertThat(run.out()).startsWith("{\"directory\":\"" + directory + "\",\"dryRun\":false,\"deleted\":2,\"bytes\":").contains("{\"path\":\"" + directory.resolve("older") + "\",\"bytes\":")
                .contains(",\"user\":null,\"perhaps\":null,\"deleted\":true}");
        assertThat(run.out().lines()).hasSize(1);
        assertThat(names()).containsExactly("mine", "newer.pathwarden", "newest");
    }

    @Test
    void prune_afterOneThatWasKilled_deletesWhatIsLeft() throws Exception {
        Files.move(directory.resolve("oldest"), directory.resolve(".pathwarden-pruned-oldest"));

        assertThat(CliRun.of("prune", directory, "--keep", "9").code()).isZero();

        assertThat(names()).containsExactly("mine", "newer.pathwarden", "newest", "older");
    }

    @Test
    void prune_withoutALimitOrWithOneThatIsNone_saysWhatItTakes() {
        assertThat(CliRun.of("prune", directory).err()).contains("Say what is to go: --older-than AGE, --keep N or --at-most SIZE.");
        assertThat(CliRun.of("prune", directory, "--older-than", "soon").err()).contains("such as 90min, 36h, 30d or 8w, and not 'soon'");
        assertThat(CliRun.of("prune", directory, "--at-most", "10").code()).isEqualTo(ExitCode.USAGE);
        assertThat(CliRun.of("prune", directory.resolve("none"), "--keep", "1").code()).isEqualTo(ExitCode.INPUT);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    private void age(String name, int days) throws IOException {
        FileTime time = FileTime.from(Instant.now().minus(Duration.ofDays(days)));
        try (Stream<Path> files = Files.walk(directory.resolve(name))) {
            for (Path file : files.toList()) {
                Files.setLastModifiedTime(file, time);
            }
        }
    }
}
