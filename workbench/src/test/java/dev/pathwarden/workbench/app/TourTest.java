package dev.pathwarden.workbench.app;

import static dev.pathwarden.workbench.app.WindowProbe.settle;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.snapshot.Snapshots;
import dev.pathwarden.workbench.SampleSnapshot;
import dev.pathwarden.workbench.canvas.Stages;
import dev.pathwarden.workbench.settings.SettingsStore;
import dev.pathwarden.workbench.theme.ThemeChoice;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javafx.application.ColorScheme;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.TabPane;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** The guided tour, as a new analyst takes it. */
@ExtendWith(ApplicationExtension.class)
class TourTest {

    @TempDir
    private Path directory;
    private final SettingsStore settings = SettingsStore.unkept();
    private CompositionRoot root;
    private Stage window;

    @Start
    void start(Stage stage) {
        window = stage;
        root = new CompositionRoot(stage, new SimpleObjectProperty<>(ColorScheme.LIGHT), null, settings, Map.of("XDG_DATA_HOME", directory.toString(), "HOME", directory.toString()),
                location -> location.endsWith("other") ? SampleSnapshot.demo() : Snapshots.open(location), chooser -> directory.resolve("report.html").toFile());
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

    private static String title(FxRobot robot) {
        return robot.lookup(".tour-title").queryAs(Label.class).getText();
    }

    private void awaitStop(FxRobot robot, String title) {
        settle(() -> title(robot).equals(title) && !root.busy());
        Stages.awaitPulses();
    }

    private void begin(FxRobot robot) {
        robot.push(KeyCode.SHORTCUT, KeyCode.K);
        robot.write("guided tour of");
        robot.push(KeyCode.ENTER);
        awaitStop(robot, "The alarm");
    }

    private static Bounds onScreen(FxRobot robot, String query) {
        Node node = robot.lookup(query).query();
        return node.localToScreen(node.getLayoutBounds());
    }

    private String shown(FxRobot robot) {
        return robot.lookup("#views").queryAs(TabPane.class).getSelectionModel().getSelectedItem().getId();
    }

    @Test
    void wholeTour_byKeyboard_doingWhatEachStopSays(FxRobot robot) {
        begin(robot);
        assertThat(window.getScene().getFocusOwner().getId()).isEqualTo("tour-next");
        assertThat(window.getScene().getFocusOwner().getAccessibleText()).startsWith("1 of 10. The alarm. Each row is a run");
        robot.push(KeyCode.ENTER);

        awaitStop(robot, "What was stopped");
        robot.push(KeyCode.SHORTCUT, KeyCode.B);
        awaitStop(robot, "Why it was stopped");
        robot.push(KeyCode.F8);
        awaitStop(robot, "Where it came from");
        robot.push(KeyCode.SHORTCUT, KeyCode.R);
        awaitStop(robot, "The whole path");
        robot.push(KeyCode.SHORTCUT, KeyCode.DIGIT3);
        awaitStop(robot, "From the cause to the alarm");
        assertThat(shown(robot)).isEqualTo("tab-path-graph");
        assertThat(window.getScene().getFocusOwner().getId()).as("a screen reader reads the new stop").isEqualTo("tour-next");
        robot.push(KeyCode.SHORTCUT, KeyCode.B);
        awaitStop(robot, "Is there more of it?");
        robot.push(KeyCode.SHORTCUT, KeyCode.F);
        robot.write("pii.email");
        awaitStop(robot, "Write down what you found");
        assertThat(window.getScene().getFocusOwner().getId()).as("who types goes on typing").isEqualTo("filter");
        robot.push(KeyCode.F8);
        awaitStop(robot, "Would another guardrail do?");
        robot.push(KeyCode.SHIFT, KeyCode.F8);
        awaitStop(robot, "Write down what you found");
        robot.push(KeyCode.SHIFT, KeyCode.N);
        settle(() -> robot.lookup("#mark-dialog").tryQuery().isPresent());
        robot.targetWindow(robot.lookup("#mark-dialog").<Node>query().getScene().getWindow());
        robot.write("Customer data left");
        robot.push(KeyCode.SHORTCUT, KeyCode.ENTER);
        robot.targetWindow(window);
        awaitStop(robot, "Would another guardrail do?");
        robot.push(KeyCode.SHORTCUT, KeyCode.DIGIT7);
        awaitStop(robot, "Tell the others");
        robot.push(KeyCode.SHORTCUT, KeyCode.E);
        settle(() -> !robot.lookup("#tour").<Node>query().getParent().isVisible());

        assertThat(directory.resolve("report.html")).exists();
        assertThat(settings.settings().tour()).isTrue();
    }

    @Test
    void wholeTour_byMouse_pressingTheControlsAndNext(FxRobot robot) {
        begin(robot);
        assertThat(onScreen(robot, "#tour-ring").contains(onScreen(robot, "#run-table"))).isTrue();
        robot.clickOn("#tour-next");
        awaitStop(robot, "What was stopped");
        robot.clickOn("#next-stopped");
        awaitStop(robot, "Why it was stopped");
        robot.clickOn("#tour-back");
        awaitStop(robot, "What was stopped");
        robot.clickOn("#tour-next");
        awaitStop(robot, "Why it was stopped");
        robot.clickOn("#tour-next");
        awaitStop(robot, "Where it came from");
        robot.interact(() -> ((Hyperlink) robot.lookup("#cause-1").query()).fire());
        awaitStop(robot, "The whole path");
        assertThat(onScreen(robot, "#tour").intersects(onScreen(robot, "#tab-path-graph"))).as("the callout covers nothing of what it is about").isFalse();
        robot.clickOn("#tab-path-graph");
        awaitStop(robot, "From the cause to the alarm");
        for (String title : List.of("Is there more of it?", "Write down what you found", "Would another guardrail do?", "Tell the others")) {
            robot.clickOn("#tour-next");
            awaitStop(robot, title);
        }
        assertThat(onScreen(robot, "#tour-ring").contains(onScreen(robot, "#menu-case"))).isTrue();
        robot.clickOn("#tour-next");

        settle(() -> !robot.lookup("#tour").<Node>query().getParent().isVisible());
        assertThat(settings.settings().tour()).isTrue();
    }

    @Test
    void tour_goesOn_whereAnotherSnapshotIsOpened_keysAreEdited_orThePartIsNotThere_andEscapeLeaves(FxRobot robot) {
        begin(robot);
        robot.push(KeyCode.F8);
        awaitStop(robot, "What was stopped");
        WaitForAsyncUtils.asyncFx(() -> settings.change(all -> all.withKeys("step.stopped", List.of("F7"))));
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(robot.lookup("#tour-text").queryAs(Label.class).getText()).endsWith("press this button, or F7.");

        robot.push(KeyCode.SHORTCUT, KeyCode.W);
        settle(() -> root.workspace().snapshotProperty().get() == null);
        assertThat(robot.lookup("#tour-text").queryAs(Label.class).getText()).startsWith("Nothing is open now.");
        WaitForAsyncUtils.asyncFx(() -> root.workspace().open(List.of(Path.of("other"))));
        settle(() -> root.workspace().snapshotProperty().get() != null && !root.busy());
        robot.push(KeyCode.F7);
        awaitStop(robot, "Why it was stopped");

        robot.push(KeyCode.F11);
        Stages.awaitPulses();
        assertThat(robot.lookup("#tour-ring").<Node>query().isVisible()).as("the inspector is not there").isFalse();
        assertThat(onScreen(robot, "#tour").getMinX()).isGreaterThanOrEqualTo(0);
        robot.push(KeyCode.ESCAPE);
        assertThat(robot.lookup("#tour").<Node>query().getParent().isVisible()).isFalse();
        robot.push(KeyCode.F8);
        assertThat(robot.lookup("#tour").<Node>query().getParent().isVisible()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"50, LIGHT", "100, DARK", "200, LIGHT"})
    void callout_isWhollySeen_atEveryStop_whateverTheZoom(int zoom, ThemeChoice theme, FxRobot robot) {
        robot.interact(() -> {
            root.themes().zoomProperty().set(zoom);
            root.themes().choiceProperty().set(theme);
        });
        begin(robot);
        for (int stop = 0; stop < 10; stop++) {
            Bounds callout = onScreen(robot, "#tour");
            assertThat(callout.getMinX()).isGreaterThanOrEqualTo(-1);
            assertThat(callout.getMinY()).isGreaterThanOrEqualTo(-1);
            assertThat(callout.getMaxX()).isLessThanOrEqualTo(1001);
            assertThat(callout.getMaxY()).isLessThanOrEqualTo(701);
            robot.push(KeyCode.F8);
            settle(() -> !root.busy());
            Stages.awaitPulses();
        }
        assertThat(robot.lookup("#tour").<Node>query().getParent().isVisible()).isFalse();
    }
}
