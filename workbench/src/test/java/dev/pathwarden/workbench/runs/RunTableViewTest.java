package dev.pathwarden.workbench.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pathwarden.model.casefile.FindingSeverity;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.workbench.SampleRuns;
import dev.pathwarden.workbench.SampleSnapshot;
import dev.pathwarden.workbench.canvas.Stages;
import dev.pathwarden.workbench.casefile.RunMarks;
import dev.pathwarden.workbench.cell.Palette;
import dev.pathwarden.workbench.nav.Selection;
import dev.pathwarden.workbench.nav.Workspace;
import dev.pathwarden.workbench.task.SameThreadTaskExecutor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class RunTableViewTest {

    /** As wide as the run table is in a window of 1000 pixels. */
    private static final double NARROW = 344;

    private final Selection selection = new Selection();
    private final Workspace workspace = new Workspace(location -> new SampleSnapshot(SampleRuns.stopped(), SampleRuns.allowed()), selection, new SameThreadTaskExecutor());
    private final SimpleObjectProperty<Map<RunId, RunMarks>> marks = new SimpleObjectProperty<>(Map.of());
    private Stage window;

    @Start
    void start(Stage stage) {
        window = stage;
        Stages.show(stage, new RunTableView(new RunTableViewModel(workspace, selection, marks), run -> List.of()).node(), Palette.LIGHT, NARROW, 400);
        workspace.open(List.of(Path.of("demo")));
    }

    private static List<String> columns(FxRobot robot) {
        return robot.lookup("#run-table").queryTableView().getColumns().stream().filter(TableColumn::isVisible).map(TableColumn::getId).toList();
    }

    private static int signs(FxRobot robot) {
        return robot.lookup("#run-table .table-cell").queryAll().stream().mapToInt(cell -> robot.from(cell).lookup(".mark-star").queryAll().size() + robot.from(cell).lookup(".severity-high").queryAll().size()).sum();
    }

    @Test
    void marks_inANarrowTable_pushNoColumnOut(FxRobot robot) {
        List<String> without = columns(robot);
        assertThat(without).contains("agent", "steps", "blocked");

        robot.interact(() -> marks.set(Map.of(SampleRuns.stopped().run().id(), new RunMarks(FindingSeverity.HIGH, 1, 2, 0, 1))));
        Stages.awaitPulses();

        assertThat(columns(robot)).containsAll(without).contains("marks");
        TableView<?> table = robot.lookup("#run-table").queryTableView();
        assertThat(table.getColumns().stream().filter(TableColumn::isVisible).mapToDouble(TableColumn::getWidth).sum()).isLessThanOrEqualTo(table.getWidth());
        assertThat(signs(robot)).as("the most telling sign").isEqualTo(1);
    }

    @Test
    void marks_inAWideTable_showEachKind(FxRobot robot) {
        robot.interact(() -> window.setWidth(1200));
        robot.interact(() -> marks.set(Map.of(SampleRuns.stopped().run().id(), new RunMarks(FindingSeverity.HIGH, 1, 2, 0, 1))));

        await().untilAsserted(() -> {
            Stages.awaitPulses();
            assertThat(signs(robot)).isEqualTo(2);
        });
    }
}
