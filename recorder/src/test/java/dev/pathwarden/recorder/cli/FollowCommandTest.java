package dev.pathwarden.recorder.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FollowCommandTest {

    @TempDir
    private Path directory;

    @BeforeEach
    void record() throws Exception {
        SampleJournal.write(directory.resolve("journal"));
    }

    @Test
    void follow_tellsTheRunStepByStep_andNothingThatATerminalWouldObey() {
        CliRun followed = CliRun.of("follow", directory, "1");

        assertThat(followed.code()).isZero();
        assertThat(followed.out()).startsWith("1  agent.invoke report").contains("2  data.sql customers").contains("! unencrypted-personal-data asked to block (enforce): Personal data would be written").contains("x stopped before it was done");
        assertThat(followed.out().lines()).allSatisfy(line -> {
            assertThat(line.length()).isLessThanOrEqualTo(100);
            assertThat(line.chars()).noneMatch(c -> c < ' ');
        });
    }

    @Test
    void follow_withWordsToFind_tellsOnlyTheStepsThatHoldThem_eachAsIfItWereReadAlone() {
        CliRun followed = CliRun.of("follow", directory, "1", "--find", "ADA@example");

        assertThat(followed.code()).isZero();
        assertThat(followed.out()).startsWith("2  data.sql customers").contains("3  data.file.write").contains("ada@example.com").doesNotContain("agent.invoke").doesNotContain("step 2");
        assertThat(CliRun.of("follow", directory, "1", "--find", "nobody").out()).isEqualTo("No step of the run holds nobody." + System.lineSeparator());
        assertThat(CliRun.of("follow", directory, "1", "--find", "").err()).contains("--find takes the words to find, and got none.");
    }

    @Test
    void follow_ofAWidth_keepsToIt() {
        assertThat(CliRun.of("follow", directory, "1", "--width", "48").out().lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(48));
        assertThat(CliRun.of("follow", directory, "1", "--width", "300").out().lines()).anySatisfy(line -> assertThat(line.length()).isGreaterThan(100));
        assertThat(CliRun.of("follow", directory, "1", "--width", "7")).satisfies(run -> {
            assertThat(run.code()).isEqualTo(ExitCode.USAGE);
            assertThat(run.err()).contains("--width takes a number from 40 to 1000, not 7.");
        });
    }

    @Test
    void follow_ofARunThatIsNotThere_saysSo() {
        CliRun followed = CliRun.of("follow", directory, "99");

        assertThat(followed.code()).isEqualTo(ExitCode.INPUT);
        assertThat(followed.err()).contains("99");
    }
}
