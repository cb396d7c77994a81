package dev.pathwarden.workbench.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.snapshot.SnapshotException;
import dev.pathwarden.workbench.SampleSnapshot;
import dev.pathwarden.workbench.settings.SettingsStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import javafx.application.ColorScheme;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** The window while the first recording is being opened, which here waits for the test. */
@ExtendWith(ApplicationExtension.class)
class OpeningTest {

    private static final int CONTROLS_ON_THE_PAGE = 20;

    private final CountDownLatch gate = new CountDownLatch(1);
    private CompositionRoot root;

    @Start
    void start(Stage stage) {
        root = new CompositionRoot(stage, new SimpleObjectProperty<>(ColorScheme.LIGHT), null, SettingsStore.unkept(), Map.of(), this::openWhenLetThrough);
        stage.setX(0);
        stage.setY(0);
        stage.show();
    }

    @AfterEach
    void close() {
        gate.countDown();
        WaitForAsyncUtils.asyncFx(root::close);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private Snapshot openWhenLetThrough(Path location) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (location.endsWith("notes.txt")) {
            throw new SnapshotException(SnapshotException.Cause.INPUT, "notes.txt is no snapshot; name a store, a journal directory or an archive.");
        }
        return SampleSnapshot.demo();
    }

    @Test
    void partsOfTheWindow_areMadeBehindTheStartPageMeanwhile_whereNobodyComes(FxRobot robot) {
        begin("demo");
        settle(() -> robot.lookup("#run-table").tryQuery().isPresent() && robot.lookup("#views").tryQuery().isPresent());
        TableView<?> table = robot.lookup("#run-table").queryTableView();
        assertThat(table.getSkin()).isNotNull();
        assertThat(at(robot, "#welcome")).isGreaterThan(at(robot, "#run-table"));
        for (int i = 0; i < CONTROLS_ON_THE_PAGE; i++) {
            robot.push(KeyCode.TAB);
            assertThat(isWithin(table.getScene().getFocusOwner(), table)).isFalse();
        }

        gate.countDown();
        settle(() -> !root.busy());

        assertThat(robot.lookup("#run-table").<Node>query()).isSameAs(table);
        assertThat(table.isDisabled()).isFalse();
        assertThat(robot.lookup("#welcome").tryQuery()).isEmpty();
    }

    @Test
    void recordingThatCannotBeOpened_leavesTheStartPageAlone(FxRobot robot) {
        begin("notes.txt");
        settle(() -> robot.lookup("#run-table").tryQuery().isPresent());

        gate.countDown();
        settle(() -> !root.busy());

        assertThat(robot.lookup("#problem").queryAs(Label.class).getText()).startsWith("notes.txt is no snapshot");
        assertThat(robot.lookup("#welcome").tryQuery()).isPresent();
        assertThat(robot.lookup("#run-table").tryQuery()).isEmpty();
    }

    private void begin(String name) {
        WaitForAsyncUtils.asyncFx(() -> root.workspace().open(List.of(Path.of(name))));
    }

    /** Place of what stands in the middle of the window among its siblings there; the last is in front. */
    private static int at(FxRobot robot, String query) {
        Parent middle = robot.lookup("#welcome").<Node>query().getParent();
        Node node = robot.lookup(query).query();
        while (node.getParent() != middle) {
            node = node.getParent();
        }
        return middle.getChildrenUnmodifiable().indexOf(node);
    }

    private static boolean isWithin(Node node, Node ancestor) {
        return node != null && (node == ancestor || isWithin(node.getParent(), ancestor));
    }

    private static void settle(Callable<Boolean> condition) {
        await().atMost(Duration.ofSeconds(60)).until(() -> WaitForAsyncUtils.asyncFx(condition).get());
        WaitForAsyncUtils.waitForFxEvents();
    }
}
