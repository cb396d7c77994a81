package dev.pathwarden.recorder.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.step.JsonText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

class DryRunCommandTest {

    private static final String DRAFT = """
            id: hold-customers
            title: Hold what reads customers
            on: [data.sql]
            when: step.name == 'customers'
            action: hold
            mode: audit
            message: "{step.name} was asked for"
            """;

    @TempDir
    private Path directory;
    private Path journal;
    private Path drafts;

    @BeforeEach
    void record() throws Exception {
        journal = SampleJournal.write(directory.resolve("journal"));
        drafts = Files.createDirectory(directory.resolve("drafts"));
        Files.writeString(drafts.resolve("hold-customers.yaml"), DRAFT);
    }

    @Test
    void dryRun_ofTheShippedPack_findsTheWriteInBothRuns() {
        CliRun run = CliRun.of("dry-run", journal);

        assertThat(run.code()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("over 2 runs with 6 steps").containsSubsequence("COVERAGE", "personal-data-to-plaintext-file", "Run " + SampleJournal.STOPPED, "block",
                "data.file.write #0", "Run " + SampleJournal.ALLOWED, "Steps these guardrails would have acted on: 2 block, 0 hold", "is not known.");
        assertThat(run.out().lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
    }

    @Test
    void dryRun_ofAFolder_readsEachRunOnce_andTellsAndCountsWhatCannotBeRead() throws Exception {
        Path folder = Files.createDirectories(directory.resolve("folder/monday"));
        Files.move(journal, folder.resolve("first"));
        SampleJournal.write(folder.resolve("again"));
        Files.writeString(folder.getParent().resolve("broken.pathwarden"), "no archive");
        Files.writeString(folder.getParent().resolve("notes.txt"), "no recording at all");

        CliRun run = CliRun.of("dry-run", "--policies", drafts, folder.getParent());

        assertThat(run.code()).isEqualTo(ExitCode.INPUT);
        assertThat(run.out()).contains("over 2 runs with 6 steps").contains("0 block, 2 hold");
        assertThat(run.err()).contains("broken.pathwarden").contains("1 snapshot could not be read; the others were.").doesNotContain("notes.txt");
    }

    @Test
    void dryRun_ofAFolderThatIsNotAllLookedAt_saysSo_andIsNotWhole() throws Exception {
        Files.move(journal, Files.createDirectories(directory.resolve("folder")).resolve("first"));
        Path deep = Files.createDirectories(directory.resolve("folder/a/b/c/d/e/f"));

        CliRun run = CliRun.of("dry-run", "--policies", drafts, directory.resolve("folder"));

        assertThat(run.code()).isEqualTo(ExitCode.INPUT);
        assertThat(run.out()).contains("over 2 runs with 6 steps");
        assertThat(run.err()).contains(deep + " lies more than 6 directories deep").doesNotContain("could not be read");
    }

    @Test
    void dryRun_ofAFolderWithoutASnapshot_saysSo() throws Exception {
        CliRun run = CliRun.of("dry-run", "--policies", drafts, Files.createDirectory(directory.resolve("empty")));

        assertThat(run.code()).isEqualTo(ExitCode.INPUT);
        assertThat(run.err()).contains("empty is no snapshot");
    }

    @Test
    void dryRun_byRun_putsTheStepsTogetherBesideTheRecord() {
        CliRun text = CliRun.of("dry-run", "--policies", drafts, "--by", "run", journal);
        Map<?, ?> json = json("dry-run", "--policies", drafts, "--by", "tool", journal, "--json");

        assertThat(text.out()).containsSubsequence("BY RUN", "STOPPED", SampleJournal.STOPPED.toString());
        assertThat(text.out().lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
        Map<?, ?> by = (Map<?, ?>) json.get("by");
        assertThat(by.get("by")).isEqualTo("tool");
        assertThat(((List<?>) by.get("groups")).stream().mapToLong(group -> (Long) ((Map<?, ?>) group).get("newlyStopped")).sum()).isEqualTo(2);
        assertThat(CliRun.of("dry-run", "--by", "colour", journal).err()).contains("'colour' is none of run, tool, agent and time");
    }

    @Test
    void dryRun_asJson_hasTheWrittenShape() {
        Map<?, ?> json = json("dry-run", "--policies", drafts, journal, "--json");

        assertThat(List.copyOf(json.keySet()).toString()).isEqualTo("[runs, summary, coverage, notEvaluated, seconds]");
        assertThat(json.get("summary")).isEqualTo(Map.of("runs", 2L, "steps", 6L, "block", 0L, "hold", 2L, "sandbox", 0L, "redact", 0L, "alert", 0L, "excepted", 0L, "notEvaluated", 0L,
                "notAsRecorded", Map.of("caused", 0L, "fed", 2L, "later", 0L)));
        Map<?, ?> first = (Map<?, ?>) ((List<?>) json.get("runs")).get(0);
        assertThat(first.get("id")).isEqualTo(SampleJournal.STOPPED.toString());
        assertThat(first.get("steps")).isEqualTo(3L);
        assertThat(first.get("decisions")).isEqualTo(List.of(Map.of("step", SampleJournal.QUERY.toString(), "operation", "data.sql", "ordinal", 0L, "name", "customers",
                "guardrail", "hold-customers", "verdict", "escalate", "action", "hold", "mode", "audit")));
        assertThat((Map<?, ?>) ((List<?>) json.get("coverage")).get(0)).extracting(Map::keySet).hasToString("[guardrail, applicable, evaluated, matched, excepted, missing]");
        assertThat(json.get("seconds")).isInstanceOf(Double.class);
    }

    @Test
    void dryRun_ofAStop_tellsWhatWouldNotHaveHappenedAsRecordedAndCallsNothingPrevented() {
        CliRun run = CliRun.of("dry-run", "--policies", drafts, journal);
        Map<?, ?> first = (Map<?, ?>) ((List<?>) json("dry-run", "--policies", drafts, journal, "--json").get("runs")).get(0);

        assertThat(run.out()).containsSubsequence("hold    (audit)   b2000000", "would not have happened as recorded:", "fed by b2000000", "c3000000  data.file.write #0",
                "Would not have happened as recorded: 0 steps caused by a stop, 2 fed by its result; 0 more only came").doesNotContain("prevent");
        assertThat(first.get("notAsRecorded")).isEqualTo(Map.of("stops", List.of(SampleJournal.QUERY.toString()), "later", 0L, "steps", List.of(Map.of("step", SampleJournal.WRITE.toString(),
                "operation", "data.file.write", "ordinal", 0L, "name", SampleJournal.HOSTILE, "tie", "fed", "stop", SampleJournal.QUERY.toString()))));
    }

    @Test
    void dryRun_ofWhatCannotBeEvaluated_listsTheReasonsOnceWithTheirCounts() throws Exception {
        Files.writeString(drafts.resolve("more.yaml"), "id: writes\ntitle: T\non: [data.sql]\nwhen: step.sql.writes\naction: block\n---\n"
                + "id: asked\ntitle: T\non: [data.sql, data.file.write]\nwhen: step.args.to == 'x'\naction: block\n");

        CliRun run = CliRun.of("dry-run", "--policies", drafts, journal);
        Map<?, ?> json = json("dry-run", "--policies", drafts, journal, "--json");

        assertThat(run.out()).containsSubsequence("COVERAGE", "6 evaluations could not be made, which is not the same as allowed:", "4  asked: there is no 'to'; ask has(step.args.to) first (in 2 runs)",
                "2  writes: step.sql.writes was not recorded; ask has(step.sql.writes) first (in 2 runs)");
        assertThat(json.get("notEvaluated")).isEqualTo(List.of(Map.of("guardrail", "asked", "reason", "there is no 'to'; ask has(step.args.to) first", "evaluations", 4L, "runs", 2L),
                Map.of("guardrail", "writes", "reason", "step.sql.writes was not recorded; ask has(step.sql.writes) first", "evaluations", 2L, "runs", 2L)));
    }

    /** Else what somebody put in the place of what is deployed decides what is called newly stopped. */
    @Test
    void dryRun_againstABundleThatIsNotSignedAsIsAskedFor_comparesNothing() throws Exception {
        Path directory = Files.createDirectory(drafts.resolve(".deployed"));
        String a = CliRun.of("policy", "key", "--file", directory.resolve("a.key")).out().strip();
        String b = CliRun.of("policy", "key", "--file", directory.resolve("b.key")).out().strip();
        Path bundle = directory.resolve("guardrails.bundle");
        CliRun.of("policy", "bundle", drafts, "--out", bundle, "--sign", directory.resolve("a.key"));
        Path unsigned = directory.resolve("unsigned.bundle");
        CliRun.of("policy", "bundle", drafts, "--out", unsigned);
        Path junit = directory.resolve("flips.xml");

        CliRun signed = CliRun.of("dry-run", "--policies", drafts, "--against", bundle, "--policy-key", a, journal);
        assertThat(signed.err()).isEmpty();
        assertThat(signed.out()).containsPattern("0 steps decided\\s+otherwise");
        assertThat(CliRun.of("dry-run", "--policies", drafts, "--against", bundle, "--policy-key", a + "," + b, "--signatures", 1, journal).code()).isZero();
        CliRun otherKey = CliRun.of("dry-run", "--policies", drafts, "--against", bundle, "--policy-key", b, "--junit", junit, journal);
        assertThat(otherKey.code()).isEqualTo(ExitCode.INPUT);
        assertThat(otherKey.out()).isEmpty();
        assertThat(otherKey.err()).contains("The bundle " + bundle + " is refused. It is signed by the key " + a.substring(0, 8) + ", and only what the key " + b.substring(0, 8) + " signed is accepted");
        assertThat(junit).doesNotExist();
        assertThat(CliRun.of("dry-run", "--policies", drafts, "--against", bundle, "--policy-key", a + "," + b, journal).err()).contains("signed by the key " + a.substring(0, 8) + " alone, and 2 of the keys");
        assertThat(CliRun.of("dry-run", "--policies", drafts, "--against", unsigned, "--policy-key", a, journal).err()).contains("It is not signed, and only what the key");
        assertThat(CliRun.of("dry-run", "--policies", drafts, "--against", drafts, "--policy-key", a, journal).err()).contains("There is no bundle at " + drafts + ", and only one that the key");
        assertThat(CliRun.of("dry-run", "--policies", drafts, "--policy-key", a, journal)).satisfies(alone -> {
            assertThat(alone.code()).isEqualTo(ExitCode.USAGE);
            assertThat(alone.err()).contains("--policy-key says who signed the bundle that --against names");
        });
        byte[] damaged = Files.readAllBytes(bundle);
        damaged[damaged.length / 2] ^= 1;
        Files.write(bundle, damaged);
        assertThat(CliRun.of("dry-run", "--policies", drafts, "--against", bundle, "--policy-key", a, journal)).satisfies(cut -> {
            assertThat(cut.code()).isEqualTo(ExitCode.INPUT);
            assertThat(cut.err()).contains("It is damaged or cut short");
        });
    }

    @Test
    void dryRun_againstOthers_listsFlipsBothWays() {
        CliRun text = CliRun.of("dry-run", "--policies", drafts, "--against", Path.of("../policies/pack").toAbsolutePath().normalize(), journal);
        Map<?, ?> json = json("dry-run", "--policies", drafts, "--against", Path.of("../policies/pack"), journal, "--json");

        assertThat(text.out().replaceAll("\\s+", " ")).contains("4 steps decided otherwise, 2 newly stopped, 2 no longer stopped");
        assertThat(text.out()).containsSubsequence("Run " + SampleJournal.STOPPED, "allow -> hold", "data.sql #0 customers",
                "hold-customers is new: it matches and asks for hold (audit).", "now: step.name == 'customers' is true (step.name is customers)", "block -> allow", "data.file.write #0",
                "personal-data-to-plaintext-file is gone: it matched and asked for block (audit).", "was: personal = step.labels.exists(", "Run " + SampleJournal.ALLOWED);
        assertThat(text.out().lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
        assertThat(((List<?>) json.get("flips")).size()).isEqualTo(4);
        Map<?, ?> flip = (Map<?, ?>) ((List<?>) json.get("flips")).get(0);
        assertThat(List.copyOf(flip.keySet()).toString()).isEqualTo("[run, step, operation, ordinal, name, before, after, newlyStopped, newlyAllowed, changes]");
        assertThat(flip.get("run")).isEqualTo(SampleJournal.STOPPED.toString());
        assertThat(flip.get("before")).isEqualTo("allow");
        assertThat(flip.get("after")).isEqualTo("hold");
        Map<?, ?> change = (Map<?, ?>) ((List<?>) flip.get("changes")).get(0);
        assertThat(change.get("change")).isEqualTo("appeared");
        assertThat(change.get("before").toString()).isEqualTo("{state=absent, action=allow, mode=null, message=, clauses=[]}");
        assertThat(change.get("after").toString()).isEqualTo("{state=matched, action=hold, mode=audit, message=customers was asked for, "
                + "clauses=[{let=null, text=step.name == 'customers', value=true, reads={step.name=customers}}]}");
    }

    @Test
    void dryRun_withAnException_countsWhereItHeld_upToItsLastDay() throws Exception {
        String guardrail = "id: no-reads\ntitle: No reads\non: [data.sql]\nwhen: step.name == 'customers'\naction: block\n";
        String exception = "exceptions:\n  quarterly: {when: \"agent.id == 'agent-0123'\", reason: The quarterly report., until: 2026-12-31}\n";
        Path without = Files.writeString(directory.resolve("without.yaml"), guardrail);
        Path with = Files.writeString(directory.resolve("with.yaml"), guardrail + exception);
        Path ended = Files.writeString(directory.resolve("ended.yaml"), guardrail + exception.replace("2026-12-31", "2026-01-31"));

        CliRun excepted = CliRun.of("dry-run", "--policies", with, journal);
        assertThat(excepted.out().replaceAll(" +", " ")).containsSubsequence("no-reads 2 2 0", "excepted 2", "excepted b2000000 data.sql #0 customers", "no-reads: Excepted by quarterly: The quarterly report.", "0 block",
                "Exceptions held 2 times.");
        Map<?, ?> json = json("dry-run", "--json", "--policies", with, journal);
        assertThat((Map<?, ?>) json.get("summary")).satisfies(summary -> assertThat(summary.get("excepted")).isEqualTo(2L));
        assertThat(json.toString()).contains("excepted=[{step=b200000000000000");
        CliRun compared = CliRun.of("dry-run", "--policies", with, "--against", without, journal);
        assertThat(compared.out().replaceAll("\\s+", " ")).contains("no-reads matched and asked for block (audit) and now does not apply (Excepted by quarterly: The quarterly report.).")
                .contains("now: exception quarterly = agent.id == 'agent-0123' is true");
        assertThat(CliRun.of("dry-run", "--policies", ended, journal).out()).contains("2 block").doesNotContain("xception");
        assertThat(CliRun.of("policy", "lint", ended).out()).contains("ended.yaml:7:3: warning: This exception ended with 2026-01-31 and holds no more.");
    }

    @Test
    void dryRun_againstOthers_putsTheSetsSideBySide() {
        CliRun text = CliRun.of("dry-run", "--policies", drafts, "--against", Path.of("../policies/pack"), journal);
        List<?> rows = (List<?>) json("dry-run", "--policies", drafts, "--against", Path.of("../policies/pack"), journal, "--json").get("guardrails");

        assertThat(text.out()).containsSubsequence("SIDE BY SIDE: GUARDRAIL", "personal-data-to-plaintext-file", "only before", "hold-customers", "only now").containsPattern("Nothing is said of these steps by \\d+ that there were only before\\.");
        assertThat(text.out().lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
        assertThat(rows).filteredOn(row -> ((Map<?, ?>) row).get("guardrail").equals("hold-customers")).singleElement().isEqualTo(Map.of("guardrail", "hold-customers", "in", "only-now", "changed", List.of(),
                "stoppedBefore", 0L, "stoppedNow", 2L, "newlyStopped", 2L, "noLongerStopped", 0L, "steps", 2L));
        assertThat(rows.stream().mapToLong(row -> (Long) ((Map<?, ?>) row).get("noLongerStopped")).sum()).isEqualTo(2);
        assertThat(json("dry-run", "--policies", drafts, journal, "--json").containsKey("guardrails")).as("without a set to compare with").isFalse();
    }

    @Test
    void dryRun_againstASetWithAnotherAction_saysWhatOfItChanged() throws Exception {
        Path blocking = Files.createDirectory(directory.resolve("blocking"));
        Files.writeString(blocking.resolve("hold-customers.yaml"), DRAFT.replace("action: hold", "action: block"));

        CliRun changed = CliRun.of("dry-run", "--policies", blocking, "--against", drafts, journal);
        CliRun same = CliRun.of("dry-run", "--policies", Path.of("../policies/pack"), "--against", Path.of("../policies/pack"), journal);

        assertThat(changed.out()).containsSubsequence("hold-customers", "both", "changed: action", "Run ");
        assertThat(same.out()).contains("both, same").containsPattern("Nothing is said of these steps by \\d+ that are the same in both\\.");
    }

    @Test
    void dryRun_withCost_tellsAboutWhatEachGuardrailTakes() {
        CliRun text = CliRun.of("dry-run", "--policies", drafts, "--against", drafts, "--cost", journal);
        List<?> cost = (List<?>) json("dry-run", "--policies", drafts, "--cost", journal, "--json").get("cost");

        assertThat(text.out()).containsSubsequence("COST (ABOUT): GUARDRAIL", "BEFORE us", "NOW us", "SHARE", "SAMPLES", "Measured on a sample of the", "steps while they were tried").containsPattern("hold-customers +[0-9.]+ +[0-9.]+ +100 % +2");
        assertThat(text.out().lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
        assertThat(cost).singleElement().satisfies(one -> {
            assertThat(((Map<?, ?>) one).keySet()).hasToString("[guardrail, medianMicros, share, samples]");
            assertThat(((Map<?, ?>) one).get("samples")).isEqualTo(2L);
        });
        assertThat(CliRun.of("dry-run", "--as-live", "--with", drafts, "--cost", journal).err()).contains("give it without --with");
        assertThat(json("dry-run", "--policies", drafts, journal, "--json").containsKey("cost")).isFalse();
    }

    @Test
    void dryRun_asLiveAgainstOthers_decidesBothOnTheFactsOfThen() {
        Map<?, ?> json = json("dry-run", "--as-live", "--policies", drafts, "--against", Path.of("../policies/pack"), journal, "--json");

        assertThat(((List<?>) json.get("flips"))).extracting(flip -> (Object) ((Map<?, ?>) flip).get("step")).containsExactly(SampleJournal.QUERY.toString(), SampleJournal.WRITE.toString(),
                SampleJournal.QUERY.toString(), SampleJournal.WRITE.toString());
    }

    @Test
    void reports_areWrittenBesideTheResultForTheirOwnerOnly() throws Exception {
        Path junit = Files.writeString(directory.resolve("flips.xml"), "an earlier one");
        Path sarif = directory.resolve("flips.sarif");

        CliRun run = CliRun.of("dry-run", "--policies", drafts, "--against", Path.of("../policies/pack").toAbsolutePath().normalize(), "--fail-on", "newlyStopped>0", "--junit", junit, "--sarif", sarif, journal);

        assertThat(run.code()).isEqualTo(ExitCode.CHECK);
        assertThat(run.out()).contains("4 steps decided");
        for (Path file : List.of(junit, sarif)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        }
        Document document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(junit.toFile());
        assertThat(document.getElementsByTagName("testsuite").getLength()).isEqualTo(3);
        assertThat(document.getElementsByTagName("failure").getLength()).isEqualTo(3);
        assertThat(Files.readString(sarif)).contains("\"ruleId\":\"hold-customers\"", "\"baselineState\":\"new\"", "\"baselineState\":\"absent\"", drafts.toUri() + "hold-customers.yaml");
        try (var files = Files.list(directory)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder("journal", "drafts", "flips.xml", "flips.sarif");
        }
    }

    @Test
    void report_thatHasNoPlace_isAWrongCommandLineBeforeAnyWork() throws Exception {
        Path kept = Files.writeString(directory.resolve("kept.xml"), "kept");

        assertThat(CliRun.of("dry-run", "--junit", directory.resolve("none/x.xml"), journal)).satisfies(run -> {
            assertThat(run.code()).isEqualTo(ExitCode.USAGE);
            assertThat(run.out()).isEmpty();
            assertThat(run.err()).contains("There is no directory", "--junit");
        });
        assertThat(CliRun.of("dry-run", "--sarif", "/dev/null", journal).err()).contains("/dev/null is no file that --sarif could replace");
        assertThat(CliRun.of("dry-run", "--junit", kept, "--sarif", kept, journal).err()).contains("name the same file");
        assertThat(Files.readString(kept)).isEqualTo("kept");
    }

    @Test
    void failOn_thatHolds_endsWith1AfterTheResult() {
        CliRun fails = CliRun.of("dry-run", "--fail-on", "hold>5, block>1", journal);
        CliRun passes = CliRun.of("dry-run", "--fail-on", "block>2", journal);

        assertThat(fails.code()).isEqualTo(ExitCode.CHECK);
        assertThat(fails.out()).contains("2 block");
        assertThat(fails.err()).isEqualTo("pathwarden: The condition of --fail-on holds: block>1 (block is 2)." + System.lineSeparator());
        assertThat(passes.code()).isZero();
    }

    @Test
    void failOn_thatIsNoCondition_isAWrongCommandLine() {
        assertThat(CliRun.of("dry-run", "--fail-on", "many", journal)).satisfies(run -> {
            assertThat(run.code()).isEqualTo(ExitCode.USAGE);
            assertThat(run.err()).contains("'many' is no condition: at character 5, before its end, one of >= <= == != > < = was expected").contains("block > 0");
        });
        assertThat(CliRun.of("dry-run", "--fail-on", "blocks>0", journal)).satisfies(run -> {
            assertThat(run.code()).isEqualTo(ExitCode.USAGE);
            assertThat(run.err()).contains("knows no count 'blocks' (character 1 of 'blocks>0'): it knows block, hold,").contains("newBlocks");
            assertThat(run.out()).isEmpty();
        });
    }

    @Test
    void failOn_countsWhatIsNewBesideTheRecordOrBesideOthers() throws Exception {
        // Of the two writes that the pack blocks one was blocked when it was recorded, and one was not.
        assertThat(CliRun.of("dry-run", "--fail-on", "newBlocks > 0", journal).err()).contains("newBlocks > 0 (newBlocks is 1)");
        assertThat(CliRun.of("dry-run", "--fail-on", "newlyStopped != 1", journal).code()).isZero();
        assertThat(CliRun.of("dry-run", "--policies", drafts, "--fail-on", "newHolds == 2", journal).code()).isEqualTo(ExitCode.CHECK);
        assertThat(CliRun.of("dry-run", "--policies", drafts, "--fail-on", "newlyAllowed == 1", journal).code()).isEqualTo(ExitCode.CHECK);
        Path blocking = Files.writeString(directory.resolve("blocking.yaml"), DRAFT.replace("action: hold", "action: block"));
        // What was held and is blocked did not go on before either.
        assertThat(CliRun.of("dry-run", "--policies", blocking, "--against", drafts, "--fail-on", "newBlocks == 2", journal).err()).contains("newBlocks is 2");
        assertThat(CliRun.of("dry-run", "--policies", blocking, "--against", drafts, "--fail-on", "newlyStopped > 0", journal).code()).isZero();
    }

    @Test
    void failOn_overASet_countsItsRunsAlone() throws Exception {
        Path other = Files.createDirectories(directory.resolve("other")).resolve("journal");
        SampleJournal.write(other);

        CliRun run = CliRun.of("dry-run", "--set", "night=" + other, "--fail-on", "block > 2 on night, block > 1 on night", "--junit", directory.resolve("x.xml"), journal);

        assertThat(run.code()).isEqualTo(ExitCode.CHECK);
        assertThat(run.err()).contains("holds: block > 1 on night (block is 2)");
        assertThat(run.out()).contains("over 4 runs");
        // The two blocked steps of the set, and the condition.
        assertThat(Files.readString(directory.resolve("x.xml")).split("<failure ", -1)).hasSize(4);
        assertThat(CliRun.of("dry-run", "--set", "night=" + other, "--set", "day=" + other, "--fail-on", "block > 2 on day", other).out()).contains("over 2 runs");
    }

    @Test
    void snapshotThatIsNamedTwice_isReadOnce() throws Exception {
        Path link = Files.createSymbolicLink(directory.resolve("link"), journal.toAbsolutePath());

        assertThat(CliRun.of("dry-run", "--fail-on", "block>2", journal, link, "--set", "x=" + link).code()).isZero();
        assertThat(CliRun.of("dry-run", "--fail-on", "block>1 on x", journal, link, "--set", "x=" + link).err()).contains("block>1 on x (block is 2)");
    }

    @Test
    void failOn_overASetThatIsNotThere_isAnErrorAndNoPass() {
        assertThat(CliRun.of("dry-run", "--fail-on", "block > 0 on clean", journal)).satisfies(run -> {
            assertThat(run.code()).isEqualTo(ExitCode.INPUT);
            assertThat(run.err()).contains("No run is in the set 'clean'", "--set clean=SNAPSHOT").hasLineCount(1);
        });
        assertThat(CliRun.of("dry-run", "--fail-on", "block>0,  hold > 1 on good", journal)).satisfies(run -> {
            assertThat(run.code()).isEqualTo(ExitCode.USAGE);
            assertThat(run.err()).contains("knows no set 'good' (character 23 of 'block>0,  hold > 1 on good'): it knows attacked, clean.");
        });
        assertThat(CliRun.of("dry-run", "--set", "=x", journal).err()).contains("--set =x names no set");
        assertThat(CliRun.of("dry-run").err()).contains("Nothing to read is named");
    }

    @Test
    void dryRun_withABrokenGuardrail_triesTheOthersAndEndsWith3() throws Exception {
        Files.writeString(drafts.resolve("broken.yaml"), "id: broken\ntitle: Broken\non: [data.sql]\nwhen: step.sql.txt == 'x'\naction: block\nmode: audit\n");

        CliRun run = CliRun.of("dry-run", "--policies", drafts, journal);

        assertThat(run.code()).isEqualTo(ExitCode.INPUT);
        assertThat(run.err()).contains("broken.yaml:4:").contains("left out");
        assertThat(run.out()).contains("2 hold");
    }

    @Test
    void dryRun_ofNoSnapshot_isOneSentence() {
        CliRun run = CliRun.of("dry-run", directory.resolve("none"));

        assertThat(run.code()).isEqualTo(ExitCode.INPUT);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines()).hasSize(1);
    }

    private static Map<?, ?> json(Object... arguments) {
        return (Map<?, ?>) JsonText.parse(CliRun.of(arguments).out(), 1 << 20);
    }
}
