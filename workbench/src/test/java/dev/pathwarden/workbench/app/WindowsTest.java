package dev.pathwarden.workbench.app;

import static dev.pathwarden.workbench.app.WindowProbe.settle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pathwarden.workbench.SampleJournal;
import dev.pathwarden.workbench.settings.LastSession;
import dev.pathwarden.workbench.settings.SettingsStore;
import dev.pathwarden.workbench.task.FxTaskExecutor;
import dev.pathwarden.workbench.theme.ThemeChoice;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import javafx.application.ColorScheme;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

/** Several windows of one program. */
@ExtendWith(ApplicationExtension.class)
class WindowsTest {

    @TempDir
    private Path directory;
    private final List<CompositionRoot> made = new ArrayList<>();
    private SettingsStore settings;
    private Windows windows;

    private void start() throws Exception {
        Map<String, String> environment = Map.of("XDG_CONFIG_HOME", directory.resolve("config").toString(), "XDG_DATA_HOME", directory.resolve("data").toString());
        settings = SettingsStore.read(environment, new FxTaskExecutor());
        Shared shared = new Shared(new SimpleObjectProperty<>(ColorScheme.LIGHT), null, settings, environment);
        made.clear();
        onFx(() -> {
            windows = new Windows(settings, (stage, all) -> {
                CompositionRoot root = new CompositionRoot(stage, shared, all);
                made.add(root);
                return root;
            });
            Stage stage = new Stage();
            stage.setX(0);
            stage.setY(0);
            CompositionRoot first = windows.first(stage);
            windows.keep();
            stage.show();
            if (!settings.isFirst()) {
                windows.restore(first);
            }
            return null;
        });
        quiet();
    }

    private void end() throws Exception {
        onFx(() -> {
            windows.quit();
            windows.close();
            settings.close();
            return null;
        });
    }

    @AfterEach
    void close() throws Exception {
        end();
    }

    private static <T> T onFx(Callable<T> action) throws Exception {
        return WaitForAsyncUtils.asyncFx(action).get();
    }

    private void quiet() {
        settle(() -> made.stream().noneMatch(CompositionRoot::busy));
    }

    private void open(int window, Path journal) throws Exception {
        onFx(() -> {
            made.get(window).workspace().open(List.of(journal));
            return null;
        });
        settle(() -> made.get(window).workspace().snapshotProperty().get() != null);
        quiet();
    }

    private Node node(int window, String query) {
        return made.get(window).stage().getScene().getRoot().lookup(query);
    }

    private void focus(FxRobot robot, int window) {
        robot.interact(() -> made.get(window).stage().requestFocus());
        robot.targetWindow(made.get(window).stage());
    }

    @Test
    void newWindow_byKey_isEmpty_andGoesItsOwnWay(FxRobot robot) throws Exception {
        Path journal = SampleJournal.write(directory.resolve("journal"));
        start();
        open(0, journal);
        robot.push(KeyCode.SHORTCUT, KeyCode.N);
        settle(() -> made.size() == 2 && made.get(1).stage().isShowing());

        assertThat(made.get(1).workspace().locations()).isEmpty();
        open(1, journal);
        robot.interact(() -> {
            ((TextInputControl) node(1, "#filter")).setText("step.status == 'blocked'");
            ((TabPane) node(1, "#views")).getSelectionModel().select(3);
        });
        quiet();
        assertThat(((TextInputControl) node(0, "#filter")).getText()).isEmpty();
        assertThat(((TabPane) node(0, "#views")).getSelectionModel().getSelectedIndex()).isZero();
    }

    @Test
    void themeZoomAndKeys_areThoseOfAllWindows(FxRobot robot) throws Exception {
        start();
        robot.interact(() -> windows.open(LastSession.NONE, made.get(0).stage()));
        robot.interact(() -> {
            made.get(1).themes().choiceProperty().set(ThemeChoice.DARK);
            made.get(0).themes().zoomProperty().set(125);
            settings.change(all -> all.withKeys("window.new", List.of("F8")));
        });

        assertThat(made.get(0).themes().choiceProperty().get()).isEqualTo(ThemeChoice.DARK);
        assertThat(made.get(1).themes().zoomProperty().get()).isEqualTo(125);
        for (int i = 0; i < 2; i++) {
            Stage stage = made.get(i).stage();
            robot.interact(() -> stage.getScene().getAccelerators().get(new KeyCodeCombination(KeyCode.F8)).run());
        }
        assertThat(made).hasSize(4);
        assertThat(made.get(3).themes().choiceProperty().get()).isEqualTo(ThemeChoice.DARK);
    }

    @Test
    void marks_madeInTwoWindowsOnOneRecording_areAllKept_andShownInBoth(FxRobot robot) throws Exception {
        Path journal = SampleJournal.write(directory.resolve("journal"));
        start();
        open(0, journal);
        robot.push(KeyCode.SHORTCUT, KeyCode.N);
        open(1, journal);

        for (int i = 0; i < 2; i++) {
            focus(robot, i);
            for (int steps = 0; steps <= i; steps++) {
                robot.push(KeyCode.ALT, KeyCode.DOWN);
            }
            robot.push(KeyCode.B);
            quiet();
        }
        robot.interact(() -> made.get(0).cases().look());
        quiet();

        assertThat(made).allSatisfy(root -> assertThat(root.cases().valueProperty().get().marks()).hasSize(2));
        assertThat(Files.readString(directory.resolve("journal.case.json")).split("\"star\"", -1)).hasSize(3);
    }

    @Test
    void quit_remembersAllWindows_andTheNextStartHasThemAgain(FxRobot robot) throws Exception {
        Path one = SampleJournal.write(directory.resolve("one"));
        Path two = SampleJournal.write(directory.resolve("two"));
        start();
        open(0, one);
        robot.push(KeyCode.SHORTCUT, KeyCode.N);
        open(1, two);
        robot.interact(() -> {
            made.get(1).stage().setX(70);
            made.get(1).stage().setY(50);
            made.get(1).stage().setWidth(990);
            made.get(1).stage().setHeight(640);
        });
        focus(robot, 1);
        robot.push(KeyCode.SHORTCUT, KeyCode.Q);
        assertThat(made).allSatisfy(root -> assertThat(root.stage().isShowing()).isFalse());
        end();

        start();
        settle(() -> made.size() == 2 && made.stream().allMatch(root -> root.workspace().snapshotProperty().get() != null));
        assertThat(made).extracting(root -> root.workspace().locations()).containsExactly(List.of(one), List.of(two));
        Stage second = made.get(1).stage();
        assertThat(List.of(second.getX(), second.getY(), second.getWidth(), second.getHeight())).containsExactly(70.0, 50.0, 990.0, 640.0);
    }

    @Test
    void windowThatIsClosed_isNotRemembered_butTheLastOneIs(FxRobot robot) throws Exception {
        Path one = SampleJournal.write(directory.resolve("one"));
        start();
        open(0, one);
        robot.push(KeyCode.SHORTCUT, KeyCode.N);
        focus(robot, 1);
        robot.push(KeyCode.SHORTCUT, KeyCode.SHIFT, KeyCode.W);
        assertThat(made.get(1).stage().isShowing()).isFalse();
        assertThat(settings.settings().windows()).extracting(window -> window.session().locations()).containsExactly(List.of(one));

        focus(robot, 0);
        robot.push(KeyCode.SHORTCUT, KeyCode.SHIFT, KeyCode.W);
        assertThat(made.get(0).stage().isShowing()).isFalse();
        assertThat(settings.settings().windows()).extracting(window -> window.session().locations()).containsExactly(List.of(one));
    }

    @Test
    void sameSnapshot_inManyWindowsAtOnce_isOpenedInAll(FxRobot robot) throws Exception {
        Path journal = SampleJournal.write(directory.resolve("journal"));
        start();
        open(0, journal);
        for (int i = 0; i < 3; i++) {
            robot.interact(() -> windows.open(made.get(0).looked().session(), made.get(0).stage()));
        }

        settle(() -> made.size() == 4 && made.stream().allMatch(root -> root.workspace().snapshotProperty().get() != null || !root.workspace().problemProperty().get().isEmpty()));
        assertThat(made).allSatisfy(root -> assertThat(root.workspace().problemProperty().get()).isEmpty());
    }

    @Test
    void window_whenClosed_leavesNothingBehind(FxRobot robot) throws Exception {
        Path journal = SampleJournal.write(directory.resolve("journal"));
        start();
        focus(robot, 0);
        robot.push(KeyCode.SHORTCUT, KeyCode.N);
        settle(() -> made.size() == 2);
        open(1, journal);
        focus(robot, 1);
        for (int view = 1; view <= 9; view++) {
            robot.push(KeyCode.SHORTCUT, KeyCode.valueOf("DIGIT" + view));
            quiet();
        }
        WeakReference<CompositionRoot> root = new WeakReference<>(made.get(1));
        WeakReference<Window> stage = new WeakReference<>(made.get(1).stage());
        onFx(() -> {
            made.get(1).stage().hide();
            made.removeLast();
            return null;
        });
        focus(robot, 0);

        await().atMost(Duration.ofSeconds(30)).until(() -> {
            System.gc();
            WaitForAsyncUtils.waitForFxEvents();
            return root.get() == null && stage.get() == null;
        });
    }
}
