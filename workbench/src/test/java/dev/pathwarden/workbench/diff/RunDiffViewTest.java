package dev.pathwarden.workbench.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.path.DiffRow;
import dev.pathwarden.model.path.RunDiff;
import dev.pathwarden.workbench.SampleSnapshot;
import dev.pathwarden.workbench.canvas.Stages;
import dev.pathwarden.workbench.cell.Palette;
import dev.pathwarden.workbench.nav.Selection;
import dev.pathwarden.workbench.nav.Workspace;
import dev.pathwarden.workbench.path.SamplePaths;
import dev.pathwarden.workbench.task.SameThreadTaskExecutor;
import dev.pathwarden.workbench.task.TaskExecutor;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class RunDiffViewTest {

    private final Selection selection = new Selection();
    private RunDiffViewModel model;

    @Start
    void start(Stage stage) {
        TaskExecutor executor = new SameThreadTaskExecutor();
        Workspace workspace = new Workspace(location -> new SampleSnapshot(SamplePaths.report(), SamplePaths.encryptedReport()), selection, executor);
        model = new RunDiffViewModel(workspace, selection, executor, RunDiff::of);
        workspace.open(List.of(Path.of("sample")));
        Stages.show(stage, new RunDiffView(model, (run, steps) -> { }).node(), Palette.LIGHT, 950, 640);
    }

    @Test
    void keys_walkTheRowsAndSelectTheirSteps(FxRobot robot) {
        robot.interact(() -> table(robot).requestFocus());
        robot.type(KeyCode.HOME, KeyCode.DOWN);

        DiffRow row = table(robot).getSelectionModel().getSelectedItem();
        assertThat(row).isNotNull();
        assertThat(selection.step()).isEqualTo(row.left() == null ? row.right().id() : row.left().id());
        assertThat(robot.lookup("#diff-details").queryAs(Label.class).getText()).isNotEmpty();
    }

    @Test
    void click_onARightStep_showsTheRightRun(FxRobot robot) {
        DiffRow row = model.shown().stream().filter(each -> each.right() != null).findFirst().orElseThrow();

        robot.clickOn(cell(robot, "diff-column-right", row));

        assertThat(selection.run().run().id()).isEqualTo(SamplePaths.encryptedReport().run().id());
        assertThat(selection.step()).isEqualTo(row.right().id());
        assertThat(table(robot).getSelectionModel().getSelectedItem()).isSameAs(row);
    }

    @Test
    void onlyChanges_whenUnticked_showsAllRows(FxRobot robot) {
        int changes = table(robot).getItems().size();

        robot.clickOn("#diff-only-changes");

        assertThat(table(robot).getItems().size()).isGreaterThan(changes);
    }

    @Test
    void swap_exchangesWhatTheListsShow(FxRobot robot) {
        robot.clickOn("#diff-swap");

        assertThat(robot.lookup("#diff-left").queryComboBox().getValue()).isEqualTo(model.leftProperty().get());
        assertThat(model.leftProperty().get().run().id()).isEqualTo(SamplePaths.encryptedReport().run().id());
    }

    @Test
    void choosingTheSameRunTwice_saysThatNothingDiffers(FxRobot robot) {
        robot.interact(() -> robot.lookup("#diff-right").queryComboBox().getSelectionModel().select(0));

        assertThat(robot.lookup("#diff-summary").queryAs(Label.class).getText()).isEqualTo("The runs do the same in all 30 steps.");
        assertThat(table(robot).getItems()).isEmpty();
    }

    @Test
    void stepSelectedElsewhere_isSelectedInTheTable(FxRobot robot) {
        robot.interact(() -> selection.select(SamplePaths.id(selection.run(), "sudo")));

        assertThat(table(robot).getSelectionModel().getSelectedItem().left().step().name()).isEqualTo("sudo");
    }

    @SuppressWarnings("unchecked")
    private static TableView<DiffRow> table(FxRobot robot) {
        return robot.lookup("#diff-table").queryAs(TableView.class);
    }

    private static Node cell(FxRobot robot, String column, DiffRow row) {
        Stages.awaitPulses();
        return robot.from(table(robot)).lookup(".table-cell").match((TableCell<?, ?> cell) -> cell.getTableColumn() != null
                && column.equals(cell.getTableColumn().getId()) && cell.getItem() == row).query();
    }
}
