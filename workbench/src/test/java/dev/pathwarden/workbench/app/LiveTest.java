package dev.pathwarden.workbench.app;

import static dev.pathwarden.workbench.GrowingRecording.RUN;
import static dev.pathwarden.workbench.app.WindowProbe.settle;
import static dev.pathwarden.workbench.app.WindowProbe.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.snapshot.GrowingSnapshot;
import dev.pathwarden.model.snapshot.RunSummary;
import dev.pathwarden.model.snapshot.Snapshots;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.workbench.GrowingRecording;
import dev.pathwarden.workbench.nav.Address;
import dev.pathwarden.workbench.settings.SettingsStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javafx.application.ColorScheme;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.control.ListView;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** The window while a process writes what is open in it. */
@ExtendWith(ApplicationExtension.class)
class LiveTest {

    private static final RunId LATER = new RunId(1, 2);

    @TempDir
    private Path directory;
    private CompositionRoot root;
    private GrowingRecording recording;
    private StepId first;

    @Start
    void start(Stage stage) {
        root = new CompositionRoot(stage, new SimpleObjectProperty<>(ColorScheme.LIGHT), null, SettingsStore.unkept(), Map.of(),
                location -> Snapshots.canGrow(location) ? Snapshots.follow(location) : Snapshots.open(location));
        stage.setX(0);
        stage.setY(0);
        stage.setWidth(1280);
        stage.setHeight(800);
        stage.show();
    }

    @BeforeEach
    void begin() throws Exception {
        recording = new GrowingRecording(directory.resolve("run"));
        first = recording.step(RUN, "read_orders");
        WaitForAsyncUtils.asyncFx(() -> root.workspace().open(List.of(recording.directory()), new Address(RUN, first)));
        settle(() -> !root.busy() && !root.workspace().runs().isEmpty());
    }

    @AfterEach
    void close() {
        WaitForAsyncUtils.asyncFx(root::close);
        WaitForAsyncUtils.waitForFxEvents();
        recording.close();
    }

    private static String state(FxRobot robot) {
        return robot.lookup("#live-state").queryButton().getText();
    }

    @Test
    void whatIsWritten_isShownInEveryView_andWhatIsSelectedStays(FxRobot robot) {
        assertThat(state(robot)).startsWith("Live · ").endsWith(" · no new steps");
        recording.steps(RUN, 3);
        recording.begin(LATER);
        settle(() -> state(robot).endsWith("3 new steps") && !root.busy());

        TableView<RunSummary> table = robot.lookup("#run-table").queryTableView();
        assertThat(table.getItems()).extracting(RunSummary::steps).containsExactly(4, 0);
        assertThat(table.getSelectionModel().getSelectedItem().run().id()).isEqualTo(RUN);
        assertThat(text(robot, ".run-title")).contains("4 steps");
        assertThat(text(robot, "#inspector")).contains("read_orders");
        assertThat(text(robot, "#counts")).contains("2 runs", "4 steps");

        robot.push(KeyCode.SHORTCUT, KeyCode.DIGIT4);
        ListView<?> lines = robot.lookup("#follow-lines").queryListView();
        settle(() -> !root.busy() && lines.getItems().size() >= 4);
        int before = lines.getItems().size();
        recording.steps(RUN, 2);
        settle(() -> lines.getItems().size() > before);
        assertThat(text(robot, "#inspector")).contains("read_orders");
    }

    @Test
    void newestStep_isKeptTo_untilAnotherIsSelected_byKeyboard(FxRobot robot) {
        robot.push(KeyCode.SHORTCUT, KeyCode.SHIFT, KeyCode.L);
        recording.step(RUN, "send_mail");
        settle(() -> text(robot, "#inspector").contains("send_mail"));
        assertThat(robot.lookup("#live-newest").queryAs(ToggleButton.class).isSelected()).isTrue();

        robot.push(KeyCode.ALT, KeyCode.UP);
        assertThat(robot.lookup("#live-newest").queryAs(ToggleButton.class).isSelected()).isFalse();
        recording.step(RUN, "write_file");
        settle(() -> text(robot, ".run-title").contains("3 steps"));
        assertThat(text(robot, "#inspector")).contains("read_orders");

        robot.push(KeyCode.SHORTCUT, KeyCode.SHIFT, KeyCode.L);
        settle(() -> text(robot, "#inspector").contains("write_file"));
    }

    @Test
    void pause_keepsTheWindowAsItIs_untilTheUserGoesOn_byKeyboard(FxRobot robot) {
        robot.push(KeyCode.SHORTCUT, KeyCode.L);
        assertThat(state(robot)).startsWith("Paused · ");
        recording.steps(RUN, 5);
        robot.push(KeyCode.SHORTCUT, KeyCode.L);
        settle(() -> state(robot).startsWith("Live") && state(robot).endsWith("5 new steps"));
        assertThat(text(robot, ".run-title")).contains("6 steps");
    }

    @Test
    void graph_growsWithTheRun_andStepThatIsStillGoingOnEndsInTheInspector(FxRobot robot) {
        robot.push(KeyCode.SHORTCUT, KeyCode.DIGIT3);
        settle(() -> !root.busy());
        StepId slow = recording.begin(RUN, "slow_tool", Operation.TOOL_CALL);
        WaitForAsyncUtils.asyncFx(() -> root.live().goTo(new Address(RUN, slow)));
        settle(() -> text(robot, "#inspector").contains("slow_tool"));
        settle(() -> robot.lookup("#graph-canvas").query().getAccessibleText().contains("step 2: tool.call slow_tool"));

        recording.end(RUN, slow);
        settle(() -> text(robot, "#inspector").contains("done"));
    }

    @Test
    void recording_thatIsSealed_isShownAsTheSnapshot_atTheSameStep(FxRobot robot) {
        recording.step(RUN, "send_mail");
        recording.end(RUN);
        recording.seal();
        settle(() -> state(robot).startsWith("Ended and sealed") && !root.busy());

        settle(() -> !(root.workspace().snapshotProperty().get() instanceof GrowingSnapshot));
        assertThat(text(robot, "#inspector")).contains("read_orders");
        assertThat(text(robot, ".run-title")).contains("2 steps");
        assertThat(robot.lookup("#live-newest").query().isVisible()).isFalse();
    }

    @Test
    void runOfManySteps_thatGrows_isShownAndLeavesTheWindowUsable(FxRobot robot) {
        recording.steps(RUN, 20_000);
        settle(() -> text(robot, ".run-title").contains("20,001 steps") && !root.busy());
        recording.steps(RUN, 100);
        settle(() -> text(robot, ".run-title").contains("20,101 steps"));
        assertThat(text(robot, "#inspector")).contains("read_orders");
    }
}
