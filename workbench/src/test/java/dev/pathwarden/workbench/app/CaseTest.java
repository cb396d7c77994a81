package dev.pathwarden.workbench.app;

import static dev.pathwarden.workbench.app.WindowProbe.settle;
import static dev.pathwarden.workbench.app.WindowProbe.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.workbench.SampleSnapshot;
import dev.pathwarden.workbench.canvas.Stages;
import dev.pathwarden.workbench.settings.SettingsStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javafx.application.ColorScheme;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import org.fxmisc.richtext.CodeArea;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** What an analyst says of a recording, by keyboard and by mouse. */
@ExtendWith(ApplicationExtension.class)
class CaseTest {

    @TempDir
    private Path directory;
    private CompositionRoot root;
    private Stage window;

    @Start
    void start(Stage stage) {
        window = stage;
        root = new CompositionRoot(stage, new SimpleObjectProperty<>(ColorScheme.LIGHT), null, SettingsStore.unkept(), Map.of(), location -> SampleSnapshot.demo().at(directory.resolve("demo.pathwarden")));
        stage.setX(0);
        stage.setY(0);
        stage.show();
    }

    @AfterEach
    void close() {
        WaitForAsyncUtils.asyncFx(root::close);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private Path caseFile() {
        return directory.resolve("demo.pathwarden.case.json");
    }

    private String written() {
        try {
            return Files.exists(caseFile()) ? Files.readString(caseFile()) : "";
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void open() {
        WaitForAsyncUtils.asyncFx(() -> root.workspace().open(List.of(Path.of("demo"))));
        settle(() -> !root.busy());
    }

    private static String said(FxRobot robot) {
        return robot.lookup("#said").queryAs(Label.class).getText();
    }

    /** Types into the field of a dialog, which it must begin in. */
    private static void fill(FxRobot robot, String field, String words) {
        settle(() -> robot.lookup(field).tryQuery().filter(node -> node.getScene().getFocusOwner() == node).isPresent());
        robot.targetWindow(robot.lookup(field).<Node>query().getScene().getWindow());
        robot.write(words);
    }

    @Test
    void step_isMarkedByKeys_andEachMarkIsUndoneAndDoneAgain(FxRobot robot) {
        open();
        robot.push(KeyCode.SHORTCUT, KeyCode.B);

        robot.push(KeyCode.B);
        settle(() -> robot.lookup("#mark-star").<Node>query().getAccessibleText().equals("Take the star away (B)"));
        robot.push(KeyCode.T);
        fill(robot, "#mark-tag", "exfil");
        robot.push(KeyCode.ENTER);
        robot.push(KeyCode.N);
        fill(robot, "#mark-note", "asked for by a web page");
        robot.push(KeyCode.SHORTCUT, KeyCode.ENTER);
        robot.push(KeyCode.SHIFT, KeyCode.N);
        fill(robot, "#finding-title", "Metadata asked for");
        robot.push(KeyCode.TAB);
        robot.push(KeyCode.UP);
        robot.push(KeyCode.SHORTCUT, KeyCode.ENTER);
        settle(() -> !root.busy());

        assertThat(text(robot, "#marks")).contains("exfil", "asked for by a web page", "High", "Metadata asked for");
        assertThat(written()).contains("\"star\"", "exfil", "asked for by a web page", "\"high\"");
        robot.push(KeyCode.SHORTCUT, KeyCode.Z);
        assertThat(said(robot)).startsWith("Undone: Finding “Metadata asked for” on mcp.call web/fetch");
        assertThat(text(robot, "#marks")).doesNotContain("Metadata asked for");
        robot.push(KeyCode.SHORTCUT, KeyCode.SHIFT, KeyCode.Z);
        assertThat(text(robot, "#marks")).contains("Metadata asked for");
        settle(() -> !root.busy());
        assertThat(written()).contains("Metadata asked for");
    }

    @Test
    void marks_areSetChangedAndRemoved_byMouse(FxRobot robot) {
        open();
        robot.push(KeyCode.SHORTCUT, KeyCode.B);

        robot.clickOn("#mark-star");
        robot.clickOn("#mark-add-finding");
        fill(robot, "#finding-title", "Metadata");
        robot.interact(() -> robot.lookup("#finding-state").queryAs(ComboBox.class).getSelectionModel().select(1));
        robot.clickOn("#mark-ok");
        settle(() -> !root.busy() && robot.lookup("#marks .hyperlink").tryQuery().isPresent());
        // Where it stands is known when it has been laid out.
        Stages.awaitPulses();
        robot.clickOn("#marks .hyperlink");
        fill(robot, "#finding-title", " asked for");
        robot.clickOn("#mark-ok");
        settle(() -> !root.busy());
        assertThat(written()).contains("\"title\":\"Metadata asked for\"", "\"confirmed\"");
        assertThat(robot.lookup("#marks .hyperlink").queryAs(Hyperlink.class).getText()).isEqualTo("Metadata asked for");

        robot.clickOn("#marks .mark-remove");
        robot.clickOn("#mark-star");
        settle(() -> !root.busy());
        assertThat(text(robot, "#marks")).doesNotContain("Metadata");
        assertThat(written()).doesNotContain("Metadata", "\"star\"");
    }

    @Test
    void whatCannotBeAMark_isSaidInTheDialog_whichStays(FxRobot robot) {
        open();
        robot.push(KeyCode.T);
        settle(() -> robot.lookup("#mark-tag").tryQuery().isPresent());
        robot.push(KeyCode.ENTER);
        assertThat(robot.lookup("#mark-wrong").queryAs(Label.class).getText()).isEqualTo("A tag cannot be empty: say what it is to be.");
        robot.push(KeyCode.ESCAPE);
        settle(() -> robot.lookup("#mark-dialog").tryQuery().isEmpty());
        assertThat(said(robot)).isEmpty();
    }

    @Test
    void run_isMarkedFromItsMenu(FxRobot robot) {
        open();

        robot.rightClickOn(robot.from(robot.lookup("#run-table").<Node>query()).lookup("customer-report").<Node>query());
        robot.clickOn("#menu-star");
        settle(() -> !root.busy());

        assertThat(said(robot)).isEqualTo("Star on run 4bf92f35 set");
        assertThat(written()).contains("\"star\"").doesNotContain("\"step\"");
    }

    @Test
    void letters_thatAreTyped_markNothing(FxRobot robot) {
        open();
        robot.clickOn("#filter").write("bt n");
        robot.push(KeyCode.B).push(KeyCode.T).push(KeyCode.N);
        TabPane views = robot.lookup("#views").queryAs(TabPane.class);
        robot.interact(() -> views.getSelectionModel().select(views.getTabs().stream().filter(tab -> tab.getText().equals("Rehearsal")).findFirst().orElseThrow()));
        settle(() -> !root.busy() && !robot.lookup("#policy-editor").queryAs(CodeArea.class).getText().isEmpty());
        robot.clickOn("#policy-editor").push(KeyCode.B).push(KeyCode.T).push(KeyCode.N);
        WaitForAsyncUtils.waitForFxEvents();

        assertThat(robot.lookup("#mark-dialog").tryQuery()).isEmpty();
        assertThat(said(robot)).isEmpty();
        assertThat(written()).isEmpty();
    }

    @Test
    void marksThatCannotBeSaved_areKept_theWindowAsksBeforeItCloses_andTheyAreSavedLater(FxRobot robot) throws IOException {
        Files.writeString(caseFile(), "no case");
        open();
        assertThat(robot.lookup("#case-problem").queryAs(Label.class).getText()).contains(caseFile().toString());

        robot.push(KeyCode.B);
        settle(() -> robot.lookup("#case-problem").queryAs(Label.class).getText().startsWith("1 change of the case could not be saved"));
        WaitForAsyncUtils.asyncFx(() -> window.fireEvent(new WindowEvent(window, WindowEvent.WINDOW_CLOSE_REQUEST)));
        settle(() -> robot.lookup("#unsaved").tryQuery().isPresent());
        robot.push(KeyCode.ENTER);
        settle(() -> robot.lookup("#unsaved").tryQuery().isEmpty());
        assertThat(window.isShowing()).isTrue();

        Files.delete(caseFile());
        robot.push(KeyCode.SHORTCUT, KeyCode.S);
        settle(() -> !root.busy());
        assertThat(written()).contains("\"star\"");
        assertThat(robot.lookup("#case-problem").queryAs(Label.class).getText()).isEmpty();
    }

    private void show(FxRobot robot, String tab) {
        TabPane views = robot.lookup("#views").queryAs(TabPane.class);
        robot.interact(() -> views.getSelectionModel().select(views.getTabs().stream().filter(each -> each.getText().equals(tab)).findFirst().orElseThrow()));
        settle(() -> !root.busy());
    }

    @Test
    void tabOfTheCase_withoutMarks_saysHowToBegin(FxRobot robot) {
        open();
        show(robot, "Case");

        assertThat(text(robot, "#case-empty")).contains("Nothing is marked yet", "Shift+N a finding");
        assertThat(robot.lookup("#case-findings").<Node>query().getParent().getParent().isVisible()).isFalse();
    }

    @Test
    void tabOfTheCase_leadsToTheStepOfAFinding_andRemovesWithUndo(FxRobot robot) {
        open();
        robot.push(KeyCode.SHORTCUT, KeyCode.B);
        robot.push(KeyCode.SHIFT, KeyCode.N);
        fill(robot, "#finding-title", "Metadata asked for");
        robot.push(KeyCode.ENTER);
        robot.push(KeyCode.SHIFT, KeyCode.B);
        robot.push(KeyCode.ALT, KeyCode.UP);
        show(robot, "Case");

        assertThat(text(robot, "#case-findings")).contains("Medium", "Metadata asked for", "mcp.call web/fetch");
        assertThat(text(robot, "#case-marks")).contains("Star", "the run, 4bf92f35");
        robot.clickOn("Metadata asked for").push(KeyCode.ENTER);
        settle(() -> text(robot, ".inspector-heading").contains("web/fetch"));
        robot.push(KeyCode.DELETE);
        settle(() -> !root.busy());
        assertThat(robot.lookup("#case-findings").queryTableView().getItems()).isEmpty();
        assertThat(written()).doesNotContain("Metadata asked for");

        robot.push(KeyCode.SHORTCUT, KeyCode.Z);
        settle(() -> robot.lookup("#case-findings").queryTableView().getItems().size() == 1);
        robot.doubleClickOn(robot.from(robot.lookup("#case-marks").<Node>query()).lookup("Star").<Node>query());
        robot.clickOn("#case-runs");
        settle(() -> robot.lookup("#filter-summary").queryAs(Label.class).getText().endsWith(" in 1 of 3 runs"));
    }

    @Test
    void runTable_showsTheMarksOfRuns_whileThereAreSome(FxRobot robot) {
        open();
        TableView<?> table = robot.lookup("#run-table").queryTableView();
        assertThat(table.getColumns()).extracting(TableColumn::getId).doesNotContain("marks");

        robot.push(KeyCode.SHORTCUT, KeyCode.B);
        robot.push(KeyCode.B);
        settle(() -> table.getColumns().stream().anyMatch(column -> column.getId().equals("marks") && column.isVisible()));
        // The head of the column has that sign too.
        settle(() -> robot.from(table).lookup(".table-cell .mark-star").queryAll().size() == 1);
        robot.push(KeyCode.SHORTCUT, KeyCode.Z);
        settle(() -> table.getColumns().stream().noneMatch(column -> column.getId().equals("marks")));
    }

    @Test
    void filter_isSaved_appliedByItsButtonAndFromThePalette_andRemovedWithUndo(FxRobot robot) {
        open();
        robot.clickOn("#filter").write("step.status == 'blocked'");
        settle(() -> robot.lookup("#save-filter").tryQuery().isPresent() && !root.busy());
        robot.clickOn("#save-filter");
        fill(robot, "#filter-name", "Stopped");
        robot.push(KeyCode.ENTER);
        settle(() -> text(robot, "#saved-filters").contains("Stopped") && !root.busy());
        assertThat(written()).contains("\"name\":\"Stopped\"", "step.status == 'blocked'");
        assertThat(robot.lookup("#save-filter").tryQuery()).isEmpty();

        robot.clickOn("#filter").push(KeyCode.ESCAPE);
        robot.clickOn("Stopped");
        assertThat(robot.lookup("#filter").queryTextInputControl().getText()).isEqualTo("step.status == 'blocked'");
        robot.clickOn("#filter").push(KeyCode.ESCAPE);
        robot.push(KeyCode.SHORTCUT, KeyCode.K);
        robot.write("filter stopped").push(KeyCode.ENTER);
        assertThat(robot.lookup("#filter").queryTextInputControl().getText()).isEqualTo("step.status == 'blocked'");

        robot.clickOn("#saved-filters .mark-remove");
        assertThat(text(robot, "#saved-filters")).doesNotContain("Stopped");
        robot.clickOn("#run-table").push(KeyCode.SHORTCUT, KeyCode.Z);
        assertThat(text(robot, "#saved-filters")).contains("Stopped");
    }
}
