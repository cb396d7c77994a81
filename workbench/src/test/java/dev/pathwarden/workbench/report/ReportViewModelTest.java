package dev.pathwarden.workbench.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.casefile.Case;
import dev.pathwarden.model.casefile.FindingSeverity;
import dev.pathwarden.model.casefile.FindingState;
import dev.pathwarden.model.casefile.Mark;
import dev.pathwarden.model.casefile.MarkContent;
import dev.pathwarden.model.casefile.MarkId;
import dev.pathwarden.model.casefile.Subject;
import dev.pathwarden.workbench.SampleRuns;
import dev.pathwarden.workbench.SampleSnapshot;
import dev.pathwarden.workbench.nav.Selection;
import dev.pathwarden.workbench.nav.Workspace;
import dev.pathwarden.workbench.task.SameThreadTaskExecutor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import javafx.beans.property.SimpleObjectProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportViewModelTest {

    @TempDir
    private Path directory;
    private final Workspace workspace = new Workspace(location -> SampleSnapshot.demo(), new Selection(), new SameThreadTaskExecutor());
    private final SimpleObjectProperty<Case> of = new SimpleObjectProperty<>(Case.EMPTY);
    private final ReportViewModel reports = new ReportViewModel(workspace, of, new SameThreadTaskExecutor(), InstantSource.system());

    @BeforeEach
    void open() {
        workspace.open(List.of(Path.of("demo")));
    }

    private void find() {
        MarkId id = new MarkId("a".repeat(32));
        TreeMap<MarkId, Mark> marks = new TreeMap<>();
        marks.put(id, new Mark(id, Subject.of(SampleRuns.stopped().run().id()), new MarkContent.Finding("Data <left>", FindingSeverity.HIGH, FindingState.OPEN, ""), "ada", 1, 1));
        of.set(new Case(new TreeSet<>(), marks));
    }

    @Test
    void report_isPossible_onceSomethingIsMarked() {
        Path file = directory.resolve("report.html");
        assertThat(reports.possibleProperty().get()).isFalse();
        reports.write(file);
        assertThat(file).doesNotExist();

        find();
        assertThat(reports.possibleProperty().get()).isTrue();
    }

    @Test
    void report_isWrittenForItsOwner_inPlaceOfAnEarlierOne_andSaidWhere() throws Exception {
        find();
        Path file = Files.writeString(directory.resolve("report.html"), "earlier");

        reports.write(file);

        assertThat(Files.readString(file)).contains("<h1>Investigation of demo.pathwarden</h1>", "1. Data &lt;left&gt;", "The path that led there");
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(reports.noticeProperty().get()).isEqualTo("The report is " + file + ".");
        reports.dismissNotice();
        assertThat(reports.noticeProperty().get()).isEmpty();
    }

    @Test
    void report_isPdfWhereTheNameSaysSo_andGetsAnEndingWhereItHasNone() throws Exception {
        find();

        reports.write(directory.resolve("a.pdf"));
        reports.write(directory.resolve("b"));

        assertThat(new String(Files.readAllBytes(directory.resolve("a.pdf")), 0, 5, java.nio.charset.StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
        assertThat(Files.readString(directory.resolve("b.html"))).startsWith("<!DOCTYPE html>");
    }

    @Test
    void report_thatCannotBeWritten_isSaid_andLeavesNothing() throws Exception {
        find();
        Path file = directory.resolve("none").resolve("report.html");

        reports.write(file);

        assertThat(workspace.problemProperty().get()).startsWith("The report " + file + " could not be written: ");
        assertThat(reports.noticeProperty().get()).isEmpty();
        try (var left = Files.list(directory)) {
            assertThat(left).isEmpty();
        }
    }
}
