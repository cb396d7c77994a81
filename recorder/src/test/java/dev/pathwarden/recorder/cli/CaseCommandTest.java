package dev.pathwarden.recorder.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.step.JsonText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaseCommandTest {

    private static final Pattern ID = Pattern.compile("\\b([0-9a-f]{8})\\b(?=[. ](?:\\R|by))");
    private static final Pattern ROW = Pattern.compile("^ *(\\d+)  [0-9a-f]{8} +(\\d+) ");

    @TempDir
    private Path directory;
    private Path recording;
    private Path file;

    @BeforeEach
    void record() throws Exception {
        recording = directory.resolve("monday");
        file = directory.resolve("monday.case.json");
        SampleJournal.write(recording.resolve("journal"));
    }

    @Test
    void show_ofWhatWasMarked_printsFindings_thenMarksByStep_thenFilters() {
        ok("star", recording, "2");
        ok("star", recording, "1", "3");
        ok("tag", recording, "1", "3", "--tag", "pii,exfil");
        ok("note", recording, "1", "2", "--text", "Asked for \u001b[2J\nby nobody.");
        ok("finding", recording, "2", "3", "--title", "Customer data left", "--severity", "high", "--text", "x ".repeat(80));
        ok("finding", recording, "1", "--title", "Stopped in time", "--severity", "critical", "--state", "confirmed");
        ok("filter", recording, "--name", "many rows", "--text", "step.sql.rows > 100");

        String shown = CliRun.of("case", "show", recording).out().replaceAll("[0-9a-f]{8} by .*, 20\\d\\d-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d UTC", "ID by NAME, TIME UTC");

        assertThat(shown).isEqualTo("""
                FINDINGS
                critical  confirmed  Stopped in time
                  run 1 (11000000), reporter
                  ID by NAME, TIME UTC
                high      open       Customer data left
                  step 3 of run 2 (22000000), data.file.write customers\\u001b[2J\\u202e.csv
                  ID by NAME, TIME UTC
                    %s
                    %s

                MARKS
                step 2 of run 1 (11000000), data.sql customers
                  note ID by NAME, TIME UTC
                    Asked for \\u001b[2J
                    by nobody.
                step 3 of run 1 (11000000), data.file.write customers\\u001b[2J\\u202e.csv
                  star; tags exfil, pii
                run 2 (22000000), reporter
                  star

                FILTERS
                many rows
                  step.sql.rows > 100
                """.formatted("x ".repeat(48).strip(), "x ".repeat(32).strip()));
        assertThat(CliRun.of("case", "show", recording).out().lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
    }

    @Test
    void edit_saysWhatItDid_andWhere() {
        assertThat(ok("tag", recording, "1", "3", "--tag", "exfil").out()).matches("Set tag 'exfil' on step 3 of run 1 \\(11000000\\), data\\.file\\.write customers\\\\u001b\\[2J\\\\u202e\\.csv, id [0-9a-f]{8}\\.\\RThe case is " + file + "\\.\\R");
        assertThat(ok("tag", recording, "1", "3", "--tag", "exfil").out()).isEqualTo("Nothing is changed: that stands there already.\n");
        assertThat(ok("tag", recording, "1", "3", "--tag", "exfil", "--remove").out()).startsWith("Removed tag 'exfil' on step 3");
        assertThat(CliRun.of("case", "show", recording).out()).startsWith("Nothing is marked in " + recording);
    }

    @Test
    void note_andFinding_areChangedAndRemovedByTheirIds() {
        String note = id(ok("note", recording, "1", "2", "--text", "first").out());
        String finding = id(ok("finding", recording, "1", "--title", "Stopped in time").out());

        assertThat(ok("note", recording, "--id", note, "--text", "second").out()).startsWith("Changed note on step 2 of run 1");
        ok("finding", recording, "--id", finding, "--state", "dismissed", "--severity", "low");

        assertThat(CliRun.of("case", "show", recording).out()).contains("low       dismissed  Stopped in time", ", changed 20", "    second").doesNotContain("first");
        ok("note", recording, "--id", note.substring(0, 4), "--remove");
        ok("finding", recording, "--id", finding, "--remove");
        assertThat(CliRun.of("case", "show", recording).out()).startsWith("Nothing is marked");
        assertThat(file).content().as("words of what was removed are gone").doesNotContain("second", "Stopped");
    }

    @Test
    void show_asJson_hasTheFieldsOfTheFile() {
        ok("finding", recording, "1", "3", "--title", "Stopped in time", "--severity", "info");
        ok("star", recording, "2", "--json");

        Map<?, ?> json = (Map<?, ?>) JsonText.parse(ok("show", recording, "--json").out(), 10_000);

        assertThat(json.get("file")).isEqualTo(file.toString());
        Map<?, ?> finding = (Map<?, ?>) ((List<?>) json.get("marks")).get(0);
        assertThat(finding.get("kind")).isEqualTo("finding");
        assertThat(finding.get("run")).isEqualTo(SampleJournal.STOPPED.toString());
        assertThat(finding.get("step")).isEqualTo(SampleJournal.WRITE.toString());
        assertThat(finding.get("severity")).isEqualTo("info");
        assertThat(finding.get("state")).isEqualTo("open");
        assertThat(cast(((List<?>) json.get("marks")).get(1))).containsEntry("kind", "star").doesNotContainKey("step");
    }

    @Test
    void case_ofTheJournal_isStillThereForTheSnapshotAndItsArchive() throws Exception {
        ok("tag", recording, "1", "3", "--tag", "exfil");
        Path archive = directory.resolve("monday.pathwarden");
        assertThat(CliRun.of("snapshot", recording, "--out", recording.resolve("snapshot")).code()).isZero();
        assertThat(CliRun.of("export", recording, "--out", archive).code()).isZero();
        assertThat(ok("show", recording).out()).contains("tag exfil");
        assertThat(ok("show", recording.resolve("snapshot")).out()).contains("tag exfil");

        Files.copy(file, directory.resolve("monday.pathwarden.case.json"));
        assertThat(ok("show", archive).out()).as("marks are on ids, so a case can be copied").contains("step 3 of run 1", "tag exfil");
    }

    @Test
    void find_byStarAndTag_findsMarkedSteps_andAllOfAMarkedRun() throws Exception {
        ok("star", recording, "2");
        ok("star", recording, "1", "3");
        ok("tag", recording, "1", "3", "--tag", "exfil");
        ok("tag", recording, "2", "1", "--tag", "begin");

        assertThat(found("--starred")).containsExactly("1 3", "2 1", "2 2", "2 3");
        assertThat(found("--starred", "--operation", "data.sql")).containsExactly("2 2");
        assertThat(found("--tag", "begin,exfil")).containsExactly("1 3", "2 1");
        assertThat(found("--tag", "begin", "--where", "step.operation == 'data.sql'")).isEmpty();
        assertThat(found("--tag", "nobody's")).isEmpty();
    }

    private List<String> found(String... options) {
        CliRun run = CliRun.of(Stream.concat(Stream.of("find", recording), Stream.of(options)).toArray());
        assertThat(run.code()).as(run.err()).isZero();
        return run.out().lines().map(ROW::matcher).filter(Matcher::find).map(row -> row.group(1) + " " + row.group(2)).toList();
    }

    @Test
    void markOfARunThatIsNotThere_isShown_andSaysSo() throws Exception {
        ok("tag", recording, "2", "3", "--tag", "exfil");
        Files.writeString(file, Files.readString(file).replace(SampleJournal.ALLOWED.toString(), "33000000000000000000000000000003"));

        assertThat(ok("show", recording).out()).contains("step c300000000000000 of run 33000000000000000000000000000003, which is not here");
    }

    @Test
    void case_thatIsDamaged_isRefusedInASentence_andStays() throws Exception {
        Files.writeString(file, "{\"format\":\"pathwarden case\",\"version\":7}");
        for (Object[] use : new Object[][] {{"case", "show", recording}, {"case", "star", recording, "1"}}) {
            CliRun run = CliRun.of(use);
            assertThat(run.code()).isEqualTo(ExitCode.INPUT);
            assertThat(run.err()).startsWith("pathwarden: The case " + file + " is of version 7, and this Pathwarden reads versions 1 and 2 only");
        }
        assertThat(file).hasContent("{\"format\":\"pathwarden case\",\"version\":7}");
    }

    @Test
    void whatMakesNoSense_isRefusedInASentence() {
        refused(ExitCode.USAGE, "A tag has at most 64 characters, and this one has 65: shorten it.", "tag", recording, "1", "--tag", "x".repeat(65));
        refused(ExitCode.USAGE, "There is no severity 'bad'; there are critical, high, medium, low, info.", "finding", recording, "1", "--title", "t", "--severity", "bad");
        refused(ExitCode.USAGE, "Say what was found: --title TITLE.", "finding", recording, "1");
        refused(ExitCode.USAGE, "Say what the note is to say: --text TEXT.", "note", recording, "1");
        refused(ExitCode.USAGE, "Say what the note is on: RUN, and a STEP of it; or --id ID, to change one.", "note", recording, "--text", "t");
        refused(ExitCode.USAGE, "--id names a note that is there, so leave out RUN and STEP.", "note", recording, "1", "--id", "0123", "--text", "t");
        refused(ExitCode.USAGE, "Say which note is to be removed: --id ID, as 'pathwarden case show' prints it.", "note", recording, "1", "--remove");
        refused(ExitCode.USAGE, "Say either what the filter is, with --text FILTER, or that it is to go, with --remove.", "filter", recording, "--name", "n");
        refused(ExitCode.INPUT, "There is no filter 'n': 'pathwarden case show' prints those that are there.", "filter", recording, "--name", "n", "--remove");
        refused(ExitCode.INPUT, "There is no star on that step: 'pathwarden case show' prints what is marked.", "star", recording, "1", "3", "--remove");
        refused(ExitCode.INPUT, "There is no note with the id '0123': 'pathwarden case show' prints those that are there; give at least 4 digits.", "note", recording, "--id", "0123", "--remove");
        refused(ExitCode.INPUT, "There is no run '99' in", "star", recording, "99");
        assertThat(file).doesNotExist();
    }

    private static void refused(int code, String sentence, Object... arguments) {
        CliRun run = run(arguments);
        assertThat(run.code()).as(run.err()).isEqualTo(code);
        assertThat(run.err()).contains("pathwarden: " + sentence);
    }

    private static CliRun ok(Object... arguments) {
        CliRun run = run(arguments);
        assertThat(run.code()).as(run.err()).isZero();
        return run;
    }

    private static CliRun run(Object... arguments) {
        Object[] all = new Object[arguments.length + 1];
        all[0] = "case";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return CliRun.of(all);
    }

    private static String id(String out) {
        Matcher id = ID.matcher(out);
        assertThat(id.find()).as(out).isTrue();
        return id.group(1);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> cast(Object map) {
        return (Map<String, Object>) map;
    }
}
