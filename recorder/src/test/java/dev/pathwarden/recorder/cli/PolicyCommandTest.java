package dev.pathwarden.recorder.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyCommandTest {

    private static final String GOOD = """
            id: no-drop
            title: No drop
            on: [data.sql]
            when: step.sql.text.contains('drop')
            action: block
            mode: audit
            tests:
              - name: a drop is stopped
                step: {sql.text: "drop table x"}
                expect: block
              - name: a select passes
                step: {sql.text: "select 1"}
                expect: %s
            """;

    @TempDir
    private Path directory;
    private Path drafts;

    @BeforeEach
    void drafts() throws Exception {
        drafts = Files.createDirectory(directory.resolve("drafts"));
    }

    @Test
    void test_ofTheShippedPack_passes() {
        CliRun tested = CliRun.of("policy", "test");

        assertThat(tested.code()).isZero();
        assertThat(tested.out()).contains("ok    personal-data-to-plaintext-file").endsWith(" 0 failed." + System.lineSeparator());
    }

    @Test
    void test_thatFails_endsWith1AndNamesThePlace() throws Exception {
        Files.writeString(drafts.resolve("no-drop.yaml"), String.format(GOOD, "block"));

        CliRun tested = CliRun.of("policy", "test", drafts);

        assertThat(tested.code()).isEqualTo(ExitCode.CHECK);
        assertThat(tested.out()).contains("FAIL  no-drop").contains("no-drop.yaml:11:").contains("a select passes").contains("1 failed.");
    }

    @Test
    void test_ofABrokenFile_endsWith3AndTestsTheOthers() throws Exception {
        Files.writeString(drafts.resolve("no-drop.yaml"), String.format(GOOD, "allow"));
        Files.writeString(drafts.resolve("broken.yaml"), "id: broken\nwhen: [\n");

        CliRun tested = CliRun.of("policy", "test", "--policies", drafts, "--json");

        assertThat(tested.code()).isEqualTo(ExitCode.INPUT);
        assertThat(tested.err()).contains("broken.yaml:");
        assertThat(tested.out()).contains("\"guardrail\":\"no-drop\"").contains("\"failures\":0");
    }

    @Test
    void lint_ofTheShippedPack_findsNothing() {
        CliRun linted = CliRun.of("policy", "lint", "--fail-on", "warnings>0");

        assertThat(linted.out()).contains("0 errors, 0 warnings");
        assertThat(linted.code()).isZero();
    }

    @Test
    void lint_warns_andFailsWhereThatWasAskedFor() throws Exception {
        Files.writeString(drafts.resolve("untested.yaml"), "id: untested\ntitle: Untested\non: [data.sql]\nwhen: step.sql.writes\naction: block\nmode: audit\n");

        CliRun linted = CliRun.of("policy", "lint", drafts);

        assertThat(linted.code()).isZero();
        assertThat(linted.out()).contains("untested.yaml:").contains(": warning: This guardrail has no tests.").contains("1 guardrail compiled, 0 errors, 1 warning, 0 notes.");
        assertThat(CliRun.of("policy", "lint", drafts, "--fail-on", "warnings>0").code()).isEqualTo(ExitCode.CHECK);
    }

    @Test
    void lint_notesWhatIsNotFilledEverywhere_andListsWhatFillsEachField() throws Exception {
        Files.writeString(drafts.resolve("changed.yaml"), "id: changed\ntitle: Changed\non: [tool.call, mcp.call]\nwhen: step.mcp.changed && step.tool.name != 'x'\naction: block\nmode: audit\n"
                + "tests: [{name: a, step: {mcp.changed: true, tool.name: y, operation: mcp.call}, expect: block}]\n");

        CliRun linted = CliRun.of("policy", "lint", drafts, "--fields");
        CliRun json = CliRun.of("policy", "lint", drafts, "--json");

        assertThat(linted.code()).isZero();
        assertThat(linted.out()).containsSubsequence("changed\n", "  step.tool.name                tool hooks, MCP hooks, import; on tool.call, mcp.call\n", "  step.mcp.changed              MCP hooks; on mcp.call\n",
                "changed.yaml:1:5: note: 'changed' hangs on what is not filled everywhere", "step.mcp.changed is filled by MCP hooks, on mcp.call only", "1 guardrail compiled, 0 errors, 0 warnings, 1 note.");
        assertThat(json.out()).contains("{\"guardrail\":\"changed\",\"field\":\"step.mcp.changed\",\"operations\":[\"mcp.call\"],\"filledBy\":[\"MCP hooks\"]}").contains("\"notes\":1");
        assertThat(CliRun.of("policy", "lint", drafts, "--fail-on", "notes>0").code()).isEqualTo(ExitCode.CHECK);
    }

    @Test
    void lint_withFix_repairsWhatIsCertain_andLeavesTheRestToTheAuthor() throws Exception {
        String good = String.format(GOOD, "allow");
        Path file = Files.writeString(drafts.resolve("no-drop.yaml"), good.replace("sql.text.contains", "sql.txt.contains").replace("mode: audit", "# how long\nholdFor: 7m\nmode: audit"));
        Path untouched = Files.writeString(drafts.resolve("untested.yaml"), "id: untested\ntitle: U\non: [data.sql]\nwhen:   step.sql.writes\naction: alert\n");
        String before = Files.readString(untouched);

        CliRun linted = CliRun.of("policy", "lint", drafts, "--fix");

        assertThat(linted.out()).contains("no-drop.yaml:4:", ": repaired: ", "Did you mean 'step.sql.text'?", "no-drop.yaml:1:5: repaired: 'holdFor' says nothing here", "untested.yaml:1:5: warning: This guardrail has no tests.",
                "2 problems repaired. 2 guardrails compiled, 0 errors, 1 warning, 0 notes.");
        assertThat(linted.code()).isZero();
        assertThat(file).hasContent(good.replace("mode: audit", "# how long\nmode: audit"));
        assertThat(untouched).hasContent(before);
        assertThat(CliRun.of("policy", "lint", drafts, "--fix", "--json").out()).contains("\"repaired\":[]");
        assertThat(CliRun.of("policy", "lint", "--fix").err()).contains("The shipped pack is part of Pathwarden and is not changed");
    }

    @Test
    void lint_ofABrokenFile_namesLineAndColumn() throws Exception {
        Files.writeString(drafts.resolve("broken.yaml"), "id: broken\ntitle: Broken\non: [data.sql]\nwhen: step.sql.txt == 'x'\naction: block\nmode: audit\n");

        CliRun linted = CliRun.of("policy", "lint", drafts, "--json");

        assertThat(linted.code()).isEqualTo(ExitCode.INPUT);
        assertThat(linted.out()).contains("\"severity\":\"error\",\"file\":\"broken.yaml\",\"line\":4,").contains("\"errors\":1");
    }

    @Test
    void bundle_isWrittenForItsOwnerOnly() throws Exception {
        Path bundle = directory.resolve("all.bundle");

        CliRun bundled = CliRun.of("policy", "bundle", "--out", bundle);

        assertThat(bundled.code()).isZero();
        assertThat(bundled.out()).contains(" guardrails in ");
        assertThat(java.nio.file.attribute.PosixFilePermissions.toString(Files.getPosixFilePermissions(bundle))).isEqualTo("rw-------");
    }

    @Test
    void bundle_withABrokenFile_isNotWritten() throws Exception {
        Files.writeString(drafts.resolve("no-drop.yaml"), String.format(GOOD, "allow"));
        Files.writeString(drafts.resolve("broken.yaml"), "id: broken\nwhen: [\n");

        CliRun bundled = CliRun.of("policy", "bundle", drafts, "--out", directory.resolve("all.bundle"));

        assertThat(bundled.code()).isEqualTo(ExitCode.INPUT);
        assertThat(directory.resolve("all.bundle")).doesNotExist();
    }

    @Test
    void policies_thatAreNotThere_areOneSentence() {
        CliRun tested = CliRun.of("policy", "test", directory.resolve("none"));

        assertThat(tested.code()).isEqualTo(ExitCode.INPUT);
        assertThat(tested.err().lines()).singleElement().asString().contains("none");
    }
}
