package dev.pathwarden.recorder.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.casefile.Case;
import dev.pathwarden.model.casefile.FindingSeverity;
import dev.pathwarden.model.casefile.FindingState;
import dev.pathwarden.model.casefile.Mark;
import dev.pathwarden.model.casefile.MarkContent;
import dev.pathwarden.model.casefile.MarkId;
import dev.pathwarden.model.casefile.Subject;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.snapshot.Snapshots;
import dev.pathwarden.model.step.JsonText;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.policies.report.Report;
import dev.pathwarden.policies.report.ReportMaker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaseReportCommandTest {

    @TempDir
    private Path directory;
    private Path recording;
    private Path html;

    @BeforeEach
    void record() throws Exception {
        recording = directory.resolve("monday");
        html = directory.resolve("report.html");
        SampleJournal.write(directory.resolve("journal"));
        assertThat(CliRun.of("snapshot", directory.resolve("journal"), "--out", recording).code()).isZero();
    }

    private CliRun ok(Object... arguments) {
        CliRun run = CliRun.of(arguments);
        assertThat(run.code()).as(run.err()).isZero();
        return run;
    }

    @Test
    void report_tellsTheWorstFindingFirst_withThePathThatLedThere_andThatTheRunsVerify() throws Exception {
        ok("case", "finding", recording, "2", "--title", "Odd <b>run</b>", "--severity", "low");
        ok("case", "finding", recording, "1", "3", "--title", "Customer data left", "--severity", "critical", "--text", "First line.\nSecond & last.");
        ok("case", "finding", recording, "1", "2", "--title", "A false alarm", "--severity", "critical", "--state", "dismissed");
        ok("case", "note", recording, "1", "2", "--text", "Asked for by nobody.");

        CliRun made = ok("case", "report", recording, "--out", html);

        assertThat(made.out()).isEqualTo("The report is " + html + ": 3 findings, 1 other mark, the runs verified.\n");
        String report = Files.readString(html);
        assertThat(report).containsSubsequence("Investigation of monday", "as they were when they were sealed", ">1 critical<", ">1 low<", ">1 dismissed<", "1. Customer data left", "<p>First line.</p>", "<p>Second &amp; last.</p>",
                "The run in time", "The finding's step is 3", "The path that led there", "step 3", "2. Odd &lt;b&gt;run&lt;/b&gt;", "3. A false alarm", "Stars, tags and notes", "Asked for by nobody.");
        assertThat(report).doesNotContain("<b>run", "\u001b", "\u202e");
        assertThat(Files.getPosixFilePermissions(html)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void report_asPdf_tellsTheSame() throws Exception {
        ok("case", "finding", recording, "1", "3", "--title", "Customer data left", "--severity", "critical");
        Path pdf = directory.resolve("report.PDF");

        Map<?, ?> told = (Map<?, ?>) JsonText.parse(ok("case", "report", recording, "--out", pdf, "--json").out().strip(), 10_000);

        assertThat(told.get("findings")).isEqualTo(1L);
        assertThat(told.get("verified")).isEqualTo(true);
        try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
            assertThat(new PDFTextStripper().getText(document)).contains("Investigation of monday", "1. Customer data left", "as they were when they were sealed");
        }
    }

    @Test
    void report_ofAJournal_saysThatNothingProvesIt() throws Exception {
        Path journal = directory.resolve("journal");
        ok("case", "star", journal, "1");

        assertThat(ok("case", "report", journal, "--out", html).out()).endsWith("0 findings, 1 other mark, the runs not verified: it says why.\n");

        assertThat(Files.readString(html)).contains("There is nothing to verify these runs with").doesNotContain("<h2>Findings</h2>");
    }

    @Test
    void report_thatCannotBeMade_saysWhy_andLeavesAnEarlierOneAlone() throws Exception {
        Files.writeString(html, "earlier");

        CliRun empty = CliRun.of("case", "report", recording, "--out", html);
        assertThat(empty.code()).isEqualTo(ExitCode.INPUT);
        assertThat(empty.err()).startsWith("pathwarden: There is nothing to report: the case of " + recording + " has no finding");
        assertThat(html).hasContent("earlier");

        ok("case", "star", recording, "1");
        assertThat(CliRun.of("case", "report", recording, "--out", directory.resolve("report.docx")).code()).isEqualTo(ExitCode.USAGE);
        assertThat(CliRun.of("case", "report", recording, "--out", directory.resolve("none/report.html")).err()).contains("There is no directory");
    }

    @Test
    void report_ofMoreThanItTells_saysHowManyMore_andNamesWhatIsNotThere() throws Exception {
        SortedMap<MarkId, Mark> marks = new TreeMap<>();
        for (int i = 0; i < 203; i++) {
            MarkId id = new MarkId(String.format("%032x", i + 1));
            marks.put(id, new Mark(id, new Subject(new RunId(9, 9), null), new MarkContent.Finding("Finding " + i, FindingSeverity.LOW, FindingState.OPEN, ""), "ada", i, i));
        }
        try (Snapshot snapshot = Snapshots.open(recording)) {
            MarkId id = new MarkId("f".repeat(32));
            Subject elsewhere = new Subject(snapshot.runs().get(0).run().id(), new StepId(0xDEAD));
            marks.put(id, new Mark(id, elsewhere, new MarkContent.Finding("Gone", FindingSeverity.HIGH, FindingState.OPEN, ""), "ada", 1, 1));

            Report report = new ReportMaker(snapshot, new Case(new TreeSet<>(), marks)).make("x", "ada", Instant.EPOCH, done -> { });

            assertThat(report.findings()).hasSize(200);
            assertThat(report.unshown()).isEqualTo(4);
            assertThat(report.findings().get(0).missing()).isEqualTo("Step 000000000000dead is not in this run.");
            assertThat(report.findings().get(1).missing()).isEqualTo("This run is not in the recording that the report was made of.");
        }
    }
}
