package dev.pathwarden.recorder.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DraftCommandTest {

    @TempDir
    private Path directory;
    private Path journal;

    @BeforeEach
    void record() throws Exception {
        journal = SampleJournal.write(directory.resolve("journal"));
    }

    @Test
    void draft_ofAStep_isAGuardrailThatTestLintAndDryRunTake() throws Exception {
        Path drafts = Files.createDirectory(directory.resolve("drafts"));

        CliRun written = CliRun.of("draft", journal, "2", "3", "--out", drafts.resolve("write.yaml"));

        assertThat(written.code()).isZero();
        assertThat(written.out()).isEqualTo("1 guardrail from 1 step: " + drafts.resolve("write.yaml") + "\n");
        assertThat(CliRun.of("policy", "test", drafts).code()).isZero();
        assertThat(CliRun.of("policy", "lint", drafts, "--fail-on", "warnings>0").code()).isZero();
        assertThat(CliRun.of("dry-run", "--policies", drafts, journal).out()).contains("hold").contains("draft-data-file-write-customers");
    }

    @Test
    void draft_ofTwoOperations_isTwoGuardrails_withTheActionThatIsAskedFor() {
        CliRun run = CliRun.of("draft", journal, "1", "2", "3", "--action", "block");

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("id: draft-data-sql-customers\n", "---\n", "id: draft-data-file-write-customers", "action: block\n", "file_path_below: step.file.path.startsWith('/tmp/')")
                .doesNotContain("\u001b", "\u202e");
    }

    @Test
    void draft_asTests_isTheStepsAlone() {
        CliRun run = CliRun.of("draft", journal, "1", "2", "--test");

        assertThat(run.out()).startsWith("- name: \"step b2").contains("  step:\n    operation: data.sql\n    name: customers\n", "  expect: hold\n").doesNotContain("id:");
    }

    @Test
    void draft_ofWhatIsNotThere_isOneSentence() {
        assertThat(CliRun.of("draft", journal, "1", "77").err().lines()).singleElement().asString().contains("no step '77'");
        assertThat(CliRun.of("draft", journal, "1", "3", "--action", "redact").err().lines()).singleElement().asString().contains("--action takes block, hold or alert");
    }

    @Test
    void draft_ontoAFileThatIsThere_leavesIt() throws Exception {
        Path there = Files.writeString(directory.resolve("mine.yaml"), "mine");

        CliRun run = CliRun.of("draft", journal, "1", "3", "--out", there);

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(Files.readString(there)).isEqualTo("mine");
    }
}
