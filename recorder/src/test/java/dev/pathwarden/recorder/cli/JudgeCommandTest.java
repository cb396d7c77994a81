package dev.pathwarden.recorder.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.step.JsonText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JudgeCommandTest {

    private static final String DRAFT = "id: writes\ntitle: T\non: [data.sql, data.file.write]\nwhen: size(step.name) > 3\naction: hold\n";

    @TempDir
    private Path directory;
    private Path recording;
    private Path draft;

    @BeforeEach
    void record() throws Exception {
        Path journal = SampleJournal.write(directory.resolve("journal"));
        recording = directory.resolve("recording.pathwarden");
        assertThat(CliRun.of("export", journal, "--out", recording).code()).isZero();
        draft = Files.writeString(directory.resolve("draft.yaml"), DRAFT);
    }

    private void judge() {
        assertThat(CliRun.of("judge", "mark", recording, "1", "3", "--right").code()).isZero();
        assertThat(CliRun.of("judge", "mark", recording, "2", "2", "3", "--wrong").code()).isZero();
    }

    @Test
    void mark_setsChangesAndTakesAwayWhatStandsInTheCase() throws Exception {
        judge();
        CliRun changed = CliRun.of("judge", "mark", recording, "2", "3", "--right");
        CliRun listed = CliRun.of("judge", "list", recording);

        assertThat(changed.out()).contains("Changed judged right on step 3 of run 2");
        assertThat(listed.out()).containsSubsequence("right  step 3 of run 1", "wrong  step 2 of run 2", "right  step 3 of run 2", "3 judged steps.");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("recording.pathwarden.case.json")))).isEqualTo("rw-------");
        assertThat(CliRun.of("case", "show", recording).out()).contains("judged wrong");
        assertThat(CliRun.of("judge", "mark", recording, "2", "3", "--remove").code()).isZero();
        assertThat(CliRun.of("judge", "list", recording).out()).contains("2 judged steps.");
        assertThat(CliRun.of("judge", "mark", recording, "2", "3").code()).isEqualTo(ExitCode.USAGE);
        assertThat(CliRun.of("judge", "mark", recording, "2", "3", "--right", "--wrong").code()).isEqualTo(ExitCode.USAGE);
        assertThat(CliRun.of("judge", "mark", recording, "2", "9", "--right").err()).contains("There is no step '9'");
    }

    @Test
    void show_ofARecordingThatIsNamedTwice_countsItOnce_andOfGuardrailsWithErrorsAlone_saysSo() throws Exception {
        judge();
        Path again = Files.createSymbolicLink(directory.resolve("again.pathwarden"), recording);

        assertThat(CliRun.of("judge", "show", "--policies", draft, recording, again).out()).isEqualTo(CliRun.of("judge", "show", "--policies", draft, recording).out());
        CliRun wrong = CliRun.of("judge", "show", "--policies", Files.writeString(directory.resolve("wrong.yaml"), DRAFT.replace("size(", "siez(")), recording);
        assertThat(wrong.code()).isEqualTo(ExitCode.INPUT);
        assertThat(wrong.err()).contains("There is no guardrail that compiles: correct those above.").doesNotContain("null");
    }

    @Test
    void show_tellsFigures_theTradeOff_andTheClauseThatLetsGoodWorkGoOn() throws Exception {
        judge();

        CliRun run = CliRun.of("judge", "show", "--policies", draft, recording);

        assertThat(run.err()).isEmpty();
        assertThat(run.out().replaceAll(" +", " ")).containsSubsequence("Measured on 1 step that should be stopped and 2 steps of good work, in 2 runs.", "writes 1 0 2 0", "Of the stops, right: 1, 33.3 % (6-79)",
                "writes, instead of the 3 in size(step.name) > 3", "> 0 to 8 (now) 1 2", " 9 to ", "writes stops good work 2 times; it stops rightly once.", "CLAUSE", " 1 1 ");
        Path csv = directory.resolve("sweep.csv");
        assertThat(CliRun.of("judge", "show", "--policies", draft, "--sweep", csv, recording).code()).isZero();
        assertThat(Files.readAllLines(csv)).hasSizeGreaterThan(2).allSatisfy(line -> assertThat(line.split(",").length).isGreaterThan(10));
        assertThat(run.out().lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
    }

    @Test
    void show_asJson_agreesWithADryRunOnTheJudgedSteps() {
        judge();

        Map<?, ?> json = (Map<?, ?>) JsonText.parse(CliRun.of("judge", "show", "--policies", draft, "--json", recording).out(), 1 << 20);

        assertThat(List.copyOf(json.keySet()).toString()).isEqualTo("[judged, figures, guardrails]");
        assertThat(json.get("judged")).isEqualTo(Map.of("right", 1L, "wrong", 2L, "runs", 2L, "gone", 0L, "contradicted", 0L));
        assertThat(((Map<?, ?>) json.get("figures")).get("wrongStops")).isEqualTo(2L);
        Map<?, ?> guardrail = (Map<?, ?>) ((List<?>) json.get("guardrails")).get(0);
        assertThat(List.copyOf(guardrail.keySet()).toString()).isEqualTo("[guardrail, figures, notEvaluated, thresholds, clauses, heldOut]");
    }

    @Test
    void show_writesTheGuardrailWithAClauseMore() throws Exception {
        judge();
        Path tighter = directory.resolve("tighter.yaml");

        assertThat(CliRun.of("judge", "show", "--policies", draft, "--guardrail", "writes", "--take", "1", "--out", tighter, recording).code()).isZero();

        assertThat(Files.readString(tighter)).contains("when: (size(step.name) > 3) && ");
        assertThat(CliRun.of("judge", "show", "--policies", tighter, recording).out().replaceAll(" +", " ")).contains("writes 1 0");
        assertThat(CliRun.of("judge", "show", "--policies", draft, "--take", "1", recording).code()).isEqualTo(ExitCode.USAGE);
        assertThat(CliRun.of("judge", "show", "--policies", draft, "--guardrail", "other", recording).err()).contains("There is no guardrail 'other'");
    }

    @Test
    void tests_passInTheGuardrailThatTheyAreFor() throws Exception {
        judge();

        CliRun run = CliRun.of("judge", "tests", "--action", "hold", recording);
        Path whole = Files.writeString(directory.resolve("whole.yaml"), DRAFT.replace("size(step.name) > 3", "step.name != 'customers' && step.name.size() > 99") + "tests:\n" + run.out());

        assertThat(run.out()).contains("expect: hold", "expect: allow");
        // Of the three, the one that should be held is not: this guardrail holds nothing.
        assertThat(CliRun.of("policy", "test", whole).out()).contains("3 tests, 1 failed.");
    }

    @Test
    void tests_areWrittenIntoTheFile_pass_andAreNotWrittenTwice() throws Exception {
        judge();
        Files.writeString(draft, "# ours\n" + DRAFT.replace("size(step.name) > 3", "step.name == 'customers' # why") + "# end\n");
        Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-r-----"));

        CliRun printed = CliRun.of("judge", "tests", "--policies", draft, recording);
        assertThat(Files.readString(draft)).doesNotContain("tests:");
        CliRun written = CliRun.of("judge", "tests", "--policies", draft, "--write", recording);
        CliRun again = CliRun.of("judge", "tests", "--policies", draft, "--write", recording);

        assertThat(printed.out()).contains("# writes", "- name: \"step ");
        assertThat(written.code()).isZero();
        assertThat(written.out()).contains("writes: ", " added to draft.yaml: ");
        assertThat(Files.readString(draft)).startsWith("# ours\nid: writes\n").contains("# why\n", "# end\n", "tests:\n  - name: ");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(draft))).isEqualTo("rw-r-----");
        assertThat(CliRun.of("policy", "test", draft).out()).contains("failed").doesNotContain("1 failed", "2 failed", "3 failed");
        assertThat(again.out()).contains("no test was added.", "which are tests of it already.");
    }

    @Test
    void tests_thatWouldFail_areLeftOutAndTold_andAddedOnRequest() throws Exception {
        judge();

        CliRun left = CliRun.of("judge", "tests", "--policies", draft, "--write", recording);
        assertThat(left.out()).contains("Left out: 2, where it stops good work or misses a step");
        assertThat(CliRun.of("policy", "test", draft).out()).contains("1 test, 0 failed");
        CliRun added = CliRun.of("judge", "tests", "--policies", draft, "--write", "--failing", recording);

        assertThat(added.out()).contains("2 fail until the guardrail is changed");
        assertThat(CliRun.of("policy", "test", draft).out()).contains("3 tests, 2 failed.");
        assertThat(CliRun.of("judge", "tests", "--write", recording).code()).isEqualTo(ExitCode.USAGE);
        assertThat(CliRun.of("judge", "tests", "--policies", draft, "--most", "0", recording).code()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void show_withoutAJudgedStep_saysWhatToDo() {
        CliRun run = CliRun.of("judge", "show", "--policies", draft, recording);

        assertThat(run.code()).isEqualTo(ExitCode.INPUT);
        assertThat(run.err()).contains("No step is judged in", "judge mark");
    }

    @Test
    void show_ofAStepThatIsGone_leavesItOutAndSaysSo() throws Exception {
        judge();
        Path part = directory.resolve("part.pathwarden");
        assertThat(CliRun.of("export", recording, "1", "--out", part).code()).isZero();
        Files.copy(directory.resolve("recording.pathwarden.case.json"), directory.resolve("part.pathwarden.case.json"));

        CliRun run = CliRun.of("judge", "show", "--policies", draft, part);

        assertThat(run.err()).contains("2 judged steps left out that their recording does not have, such as step ");
        assertThat(run.out()).contains("Measured on 1 step that should be stopped and 0 steps of good work, in 1 run.");
    }

    @Test
    void show_ofAFolder_takesAllRecordingsInIt_andTellsWhatCannotBeRead() throws Exception {
        judge();
        Path folder = Files.createDirectory(directory.resolve("folder"));
        Files.move(recording, folder.resolve("recording.pathwarden"));
        Files.move(directory.resolve("recording.pathwarden.case.json"), folder.resolve("recording.pathwarden.case.json"));
        Files.writeString(folder.resolve("broken.pathwarden"), "no recording");

        CliRun run = CliRun.of("judge", "show", "--policies", draft, folder);

        assertThat(run.out()).contains("Measured on 1 step that should be stopped and 2 steps of good work, in 2 runs.");
        assertThat(run.err()).contains("broken.pathwarden");
        assertThat(CliRun.of("judge", "show", "--policies", draft, folder.resolve("broken.pathwarden")).code()).isEqualTo(ExitCode.INPUT);
    }

    @Test
    void rolloutPlan_saysHowMuchGoodWorkWouldBeStopped_andCarriesThat() throws Exception {
        judge();
        Path plan = directory.resolve("plan.yaml");

        CliRun run = CliRun.of("policy", "rollout", "plan", "--policies", draft, "--bundle", directory.resolve("guardrails.bundle"), "--out", plan, recording);

        assertThat(run.code()).isZero();
        assertThat(run.err()).contains("would stop 2 of 2 steps that were judged good work (writes 2)", "judge show --policies");
        assertThat(Files.readString(plan)).contains("goodWork: {steps: 2, stopped: 2}");
        assertThat(CliRun.of("policy", "rollout", "status", plan).out()).isNotEmpty();
    }
}
