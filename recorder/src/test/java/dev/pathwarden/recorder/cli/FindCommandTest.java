package dev.pathwarden.recorder.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.step.JsonText;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FindCommandTest {

    @TempDir
    private Path directory;
    private Path journal;

    @BeforeEach
    void record() throws Exception {
        journal = SampleJournal.write(directory.resolve("journal"));
    }

    @Test
    void find_byOperationAndLabel_listsTheStepsOfAllRuns() {
        CliRun run = CliRun.of("find", journal, "--operation", "data.sql,data.http", "--label", "pii.email");

        assertThat(run.code()).isZero();
        assertThat(run.out().lines()).containsExactly(
                "RUN  ID         STEP  OPERATION         STATUS      NAME",
                "  1  11000000      2  data.sql          ok          customers",
                "  2  22000000      2  data.sql          ok          customers",
                "",
                "2 steps were found.");
    }

    @Test
    void find_byText_showsWhereItStands_andLeavesNothingHarmfulInIt() {
        CliRun run = CliRun.of("find", journal, "--text", "ADA@example");

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("result: Ada,ada@example.com").contains("argument content: Ada,ada@example.com").contains("4 steps were found.").contains("data.file.write").doesNotContain("\u001b").doesNotContain("\u202e");
        assertThat(run.out().lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
    }

    @Test
    void find_inASnapshot_findsTheSame() {
        Path snapshot = directory.resolve("snapshot");
        assertThat(CliRun.of("snapshot", journal, "--out", snapshot).code()).isZero();

        for (String[] what : List.of(new String[] {"--text", "ada@example"}, new String[] {"--guardrail", "unencrypted-personal-data", "--action", "block"}, new String[] {"--status", "blocked"},
                new String[] {"--agent", "agent-0123", "--name", "report"})) {
            Object[] of = java.util.stream.Stream.concat(java.util.stream.Stream.of("find", journal), java.util.stream.Stream.of(what)).toArray();
            CliRun expected = CliRun.of(of);
            of[1] = snapshot;
            assertThat(expected.out()).contains("found.").doesNotContain("No step");
            assertThat(CliRun.of(of).out()).isEqualTo(expected.out());
        }
    }

    @Test
    void find_ofMoreThanIsShown_saysHowManyThereAre() {
        assertThat(CliRun.of("find", journal, "--agent", "agent-0123", "--most", "2").out()).endsWith("The first 2 of 6 steps that were found; --most shows more." + System.lineSeparator());
        assertThat(CliRun.of("find", journal, "--name", "nobody").out()).isEqualTo("No step was found." + System.lineSeparator());
    }

    @Test
    void find_ofACondition_readsWhatCameOfTheStep_andEarlierSteps() {
        CliRun run = CliRun.of("find", journal, "--where", "'pii.email' in step.resultLabels && step.status == 'ok'");
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("data.sql").contains("customers").endsWith("2 steps were found." + System.lineSeparator());

        CliRun after = CliRun.of("find", journal, "--where", "step.status == 'blocked' && once(step.operation == 'data.sql')");
        assertThat(after.out()).endsWith("1 step was found." + System.lineSeparator());
        assertThat(CliRun.of("find", journal, "--where", "step.status == 'blocked' && !once(step.operation == 'data.sql')").out()).startsWith("No step was found.");
    }

    @Test
    void find_ofAConditionAndOtherOptions_takesWhatBothFind() {
        String all = CliRun.of("find", journal, "--where", "step.operation == 'data.sql'").out();
        assertThat(CliRun.of("find", journal, "--where", "true", "--operation", "data.sql").out()).isEqualTo(all);
        assertThat(CliRun.of("find", journal, "--where", "step.operation == 'data.sql'", "--status", "blocked").out()).startsWith("No step was found.");
    }

    @Test
    void find_ofWordsAndACondition_takesWhatBothFind_andSaysWhereTheyCannotGoTogether() {
        CliRun both = CliRun.of("find", journal, "--where", "\"ADA@example\" && step.operation == 'data.file.write'");
        assertThat(both.out()).contains("data.file.write").doesNotContain("data.sql").isEqualTo(CliRun.of("find", journal, "--where", "step.operation == 'data.file.write' && \"ada@example\"").out());
        assertThat(CliRun.of("find", journal, "--where", "step.operation == 'data.file.write' && !\"ada@example\"").out()).startsWith("No step was found.");
        assertThat(CliRun.of("find", journal, "--where", "\"ada@example\" && step.name == 'a' || true").err()).contains("at character 35: Words go together with a condition by && alone.");
    }

    @Test
    void find_ofTheStrongestVerdict_findsWhatTheConditionFinds() {
        CliRun denied = CliRun.of("find", journal, "--verdict", "deny,escalate");
        assertThat(denied.out()).isEqualTo(CliRun.of("find", journal, "--where", "step.verdict in ['deny', 'escalate']").out());
        assertThat(denied.out()).contains("data.file.write").endsWith("1 step was found." + System.lineSeparator());
        assertThat(CliRun.of("find", journal, "--verdict", "allow,warn").out()).startsWith("No step was found.");
        assertThat(CliRun.of("find", journal, "--verdict", "block").err()).contains("There is no verdict 'block'; there are allow, warn, modify, escalate, deny.");
    }

    @Test
    void find_ofAConditionThatCannotBeRead_saysWhere_andOfOneThatFindsNothing_whatWasNotRecorded() {
        CliRun wrong = CliRun.of("find", journal, "--where", "step.operation == 'data.sql' && step.stats == 'ok'");
        assertThat(wrong.code()).isEqualTo(ExitCode.USAGE);
        assertThat(wrong.err()).contains("What --where says cannot be used, at character 33: ").contains("step.status").doesNotContain("Exception");

        assertThat(CliRun.of("find", journal, "--where", "step.sql.rows > 100000").out()).contains("No step was found.").contains("the condition could not be evaluated: step.sql.rows was not recorded; ask has(step.sql.rows) first.");
    }

    @Test
    void find_asJson_hasTheSteps() {
        Map<?, ?> json = (Map<?, ?>) JsonText.parse(CliRun.of("find", journal, "--status", "blocked", "--json").out(), 1 << 20);

        assertThat(json.get("total")).isEqualTo(1L);
        assertThat((List<?>) json.get("steps")).singleElement().satisfies(step -> assertThat(((Map<?, ?>) step).get("number")).isEqualTo(3L));
    }

    @Test
    void find_ofWhatThereIsNot_saysWhatThereIs() {
        assertThat(CliRun.of("find", journal, "--operation", "data.sq")).satisfies(run -> {
            assertThat(run.code()).isEqualTo(2);
            assertThat(run.err()).contains("There is no operation 'data.sq'; there are model.chat,");
        });
        assertThat(CliRun.of("find", journal, "--status", "fine").err()).contains("There is no status 'fine'; there are ok, error, blocked, unfinished.");
        assertThat(CliRun.of("find", journal).err()).contains("Nothing is said of the steps to find");
        assertThat(CliRun.of("find", journal, "--most", "0", "--text", "a").err()).contains("--most takes a number from 1, not 0.");
    }
}
