package dev.pathwarden.workbench.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.workbench.SampleSnapshot;
import dev.pathwarden.workbench.settings.SettingsStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import javafx.application.ColorScheme;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.fxmisc.richtext.CodeArea;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** A rehearsal has room for its results, also in a small window and where everything is large. */
@ExtendWith(ApplicationExtension.class)
class RehearsalRoomTest {

    private final SettingsStore settings = SettingsStore.unkept();
    private CompositionRoot root;

    @Start
    void start(Stage stage) {
        root = new CompositionRoot(stage, new SimpleObjectProperty<>(ColorScheme.LIGHT), null, settings, Map.of(), location -> SampleSnapshot.demo());
        stage.setX(0);
        stage.setY(0);
        stage.setWidth(1000);
        stage.setHeight(700);
        stage.show();
    }

    @AfterEach
    void close() {
        WaitForAsyncUtils.asyncFx(root::close);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private void settle(Callable<Boolean> condition) {
        WindowProbe.settle(() -> !root.busy() && condition.call());
    }

    private void rehearse(FxRobot robot) {
        WaitForAsyncUtils.asyncFx(() -> root.workspace().open(List.of(Path.of("demo"))));
        settle(() -> true);
        robot.push(KeyCode.SHORTCUT, KeyCode.DIGIT7);
        settle(() -> !robot.lookup("#policy-editor").queryAs(CodeArea.class).getText().isEmpty());
        robot.clickOn("#rehearse");
        settle(() -> robot.lookup("#rehearsal-summary").tryQuery().isPresent());
        robot.clickOn("#filter-all");
    }

    /** How many rows of the list there is room for, seen from top to bottom. */
    private static long rows(FxRobot robot) {
        TableView<?> hits = robot.lookup("#hits").queryTableView();
        Bounds header = robot.from(hits).lookup(".column-header-background").query().localToScene(robot.from(hits).lookup(".column-header-background").query().getBoundsInLocal());
        Bounds list = hits.localToScene(hits.getBoundsInLocal());
        double scale = list.getHeight() / hits.getHeight();
        double bottom = Math.min(list.getMaxY(), hits.getScene().getHeight());
        return (long) ((bottom - header.getMaxY()) / (hits.getFixedCellSize() * scale));
    }

    private static boolean isSeen(FxRobot robot, String query) {
        return robot.lookup(query).queryAll().stream().anyMatch(node -> {
            for (Node at = node; at != null; at = at.getParent()) {
                if (!at.isVisible()) {
                    return false;
                }
            }
            return true;
        });
    }

    @Test
    void resultsOfADryRun_haveRoomForFiveSteps_inASmallWindow(FxRobot robot) {
        rehearse(robot);

        settle(() -> rows(robot) >= 5);
        assertThat(isSeen(robot, "#policy-editor")).isFalse();
        robot.clickOn("#filter-guardrails");
        settle(() -> rows(robot) >= 1);

        robot.clickOn("#shown-both");
        assertThat(isSeen(robot, "#policy-editor")).isTrue();
        assertThat(isSeen(robot, "#hits")).isTrue();
        robot.clickOn("#rehearse");
        settle(() -> true);
        assertThat(isSeen(robot, "#policy-editor")).as("what the user chose stays").isTrue();
    }

    @Test
    void results_canBeUsed_whereEverythingIsHalfAsLargeAgain(FxRobot robot) {
        robot.interact(() -> root.themes().zoomProperty().set(150));
        rehearse(robot);

        TableView<?> hits = robot.lookup("#hits").queryTableView();
        robot.interact(hits::requestFocus);
        settle(() -> rows(robot) >= 2);
        robot.push(KeyCode.DOWN);
        settle(() -> hits.getSelectionModel().getSelectedIndex() >= 0);
        assertThat(robot.from(hits).lookup(".table-row-cell").queryAll()).anySatisfy(row -> assertThat(((TableRow<?>) row).isSelected()).isTrue());
    }

    @Test
    void whatTheUserChoseToSee_isRemembered(FxRobot robot) {
        WaitForAsyncUtils.asyncFx(() -> root.workspace().open(List.of(Path.of("demo"))));
        settle(() -> true);
        robot.push(KeyCode.SHORTCUT, KeyCode.DIGIT7);
        settle(() -> !robot.lookup("#policy-editor").queryAs(CodeArea.class).getText().isEmpty());

        robot.clickOn("#shown-text");
        assertThat(settings.settings().textShare()).isEqualTo(1.0);
        robot.clickOn("#rehearse");
        settle(() -> isSeen(robot, "#rehearsal-summary"));
        assertThat(robot.lookup("#shown-both").queryAs(ToggleButton.class).isSelected()).as("results that are asked for are seen").isTrue();
        assertThat(settings.settings().textShare()).as("which is no choice").isEqualTo(1.0);

        robot.drag(robot.lookup("#rehearsal .split-pane-divider").queryAll().stream().filter(Node::isVisible).reduce((one, last) -> last).orElseThrow()).moveBy(0, 40).drop();
        assertThat(settings.settings().textShare()).isBetween(0.4, 0.9);
    }
}
