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
        assertThat(run.out()).contains("id: draft-data-sql-customers\n", "---\n", "id: draft-data-file-write-customers", "action: block\n", "file_path: step.file.path.startsWith('/tmp/')")
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

    @Test
    void draft_keptAndWidened_asksForWhatWasSaid() {
        assertThat(CliRun.of("draft", journal, "1", "3", "--keep", "file_path").out()).contains("\n  file_path: step.file.path == '/tmp/customers\\u001b[2J\\u202e.csv'\n");
        assertThat(CliRun.of("draft", journal, "1", "3", "--widen", "file_path").out()).doesNotContain("\n  file_path: ").contains("\n  # file_path: ");
        assertThat(CliRun.of("draft", journal, "1", "3", "--widen", "nothing").err().lines()).singleElement().asString().contains("no clause 'nothing'").contains("file_path");
    }

    @Test
    void draft_withHits_tellsWhatElseItWouldHit_clauseByClause_andWritesNothing() {
        CliRun run = CliRun.of("draft", journal, "1", "3", "--hits");

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("1 of its own").contains("HITS  CLAUSE").contains("on         ").contains("file_path: step.file.path begins with '/tmp/'").contains("whatever comes behind it, not '/tmp/customers\\u001b[2J\\u202e.csv' alone").doesNotContain("id: draft", "\u001b[2J", "\u202e");
        assertThat(CliRun.of("draft", journal, "1", "3", "--hits", "--test").code()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void draft_ofAFlow_asksWhereTheValueCameFrom() {
        CliRun run = CliRun.of("draft", journal, "1", "--flow", "2", "3");

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("flow: flows(step.operation == 'data.sql' && ").contains("from: [1]");
        assertThat(CliRun.of("draft", journal, "1", "--flow", "3", "3").err()).contains("takes two steps");
        assertThat(CliRun.of("draft", journal, "1", "2", "--flow", "2", "3").err()).contains("in one way");
    }

    @Test
    void draft_fromADiff_isOfWhatOneRunHasMore() {
        CliRun run = CliRun.of("draft", journal, "1", "--from-diff", "2", "--test");

        assertThat(run.code()).isIn(ExitCode.OK, ExitCode.INPUT);
        assertThat(CliRun.of("draft", journal, "1", "--from-diff", "1").err()).contains("has no step that run 1 has not");
        assertThat(run.code() == ExitCode.OK ? run.out() : run.err()).contains(run.code() == ExitCode.OK ? "expect: hold" : "has no step");
    }
}
