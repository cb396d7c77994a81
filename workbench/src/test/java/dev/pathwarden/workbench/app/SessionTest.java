package dev.pathwarden.workbench.app;

import static dev.pathwarden.workbench.app.WindowProbe.settle;
import static dev.pathwarden.workbench.app.WindowProbe.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.workbench.SampleJournal;
import dev.pathwarden.workbench.settings.Settings;
import dev.pathwarden.workbench.settings.SettingsStore;
import dev.pathwarden.workbench.task.FxTaskExecutor;
import dev.pathwarden.workbench.theme.ThemeChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import javafx.application.ColorScheme;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TabPane;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

/** What one start of the workbench leaves to the next. */
@ExtendWith(ApplicationExtension.class)
class SessionTest {

    @TempDir
    private Path directory;
    private SettingsStore settings;
    private Windows windows;
    private CompositionRoot root;
    private Stage window;

    private void start() throws Exception {
        Map<String, String> environment = Map.of("XDG_CONFIG_HOME", directory.resolve("config").toString(), "XDG_DATA_HOME", directory.resolve("data").toString());
        settings = SettingsStore.read(environment, new FxTaskExecutor());
        onFx(() -> {
            window = new Stage();
            windows = new Shared(new SimpleObjectProperty<>(ColorScheme.LIGHT), null, settings, environment).windows();
            root = windows.first(window);
            windows.keep();
            window.show();
            root.restoreSession();
            return null;
        });
        settle(() -> !root.busy());
    }

    private void end() throws Exception {
        onFx(() -> {
            window.close();
            windows.close();
            settings.close();
            return null;
        });
        root = null;
    }

    @AfterEach
    void close() throws Exception {
        if (root != null) {
            end();
        }
    }

    private void open(Path location) throws Exception {
        onFx(() -> {
            root.workspace().open(List.of(location));
            return null;
        });
        settle(() -> root.workspace().snapshotProperty().get() != null && !root.busy());
    }

    private static <T> T onFx(Callable<T> action) throws Exception {
        return WaitForAsyncUtils.asyncFx(action).get();
    }

    private static boolean isSaid(FxRobot robot, String banner) {
        return robot.lookup(banner).<Node>query().getParent().isVisible();
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    @Test
    void nextStart_showsWhatWasLookedAtLast_whereItWas(FxRobot robot) throws Exception {
        Path journal = SampleJournal.write(directory.resolve("journal"));
        start();
        settle(() -> root.workspace().snapshotProperty().get() != null && !root.busy());
        open(journal);
        robot.push(KeyCode.SHORTCUT, KeyCode.DIGIT4);
        robot.push(KeyCode.SHORTCUT, KeyCode.F);
        robot.write("step.status == 'blocked'").push(KeyCode.ESCAPE, KeyCode.ESCAPE);
        robot.interact(() -> robot.lookup("#filter").queryTextInputControl().setText("step.status == 'blocked'"));
        settle(() -> !root.busy());
        robot.push(KeyCode.ALT, KeyCode.DOWN);
        robot.push(KeyCode.ALT, KeyCode.DOWN);
        robot.interact(() -> {
            root.themes().choiceProperty().set(ThemeChoice.DARK);
            root.themes().zoomProperty().set(125);
            window.setX(30);
            window.setY(20);
            window.setWidth(970);
            window.setHeight(640);
        });
        String looked = text(robot, ".inspector-heading");
        end();

        start();
        settle(() -> root.workspace().snapshotProperty().get() != null && !root.busy());

        assertThat(looked).contains("/tmp/customers.csv");
        assertThat(text(robot, ".inspector-heading")).isEqualTo(looked);
        assertThat(robot.lookup("#filter").queryTextInputControl().getText()).isEqualTo("step.status == 'blocked'");
        assertThat(robot.lookup("#views").queryAs(TabPane.class).getSelectionModel().getSelectedItem().getText()).isEqualTo("Follow");
        assertThat(root.themes().choiceProperty().get()).isEqualTo(ThemeChoice.DARK);
        assertThat(root.themes().zoomProperty().get()).isEqualTo(125);
        assertThat(List.of(window.getX(), window.getY(), window.getWidth(), window.getHeight())).containsExactly(30.0, 20.0, 970.0, 640.0);
    }

    @Test
    void nextStart_whereTheSnapshotIsGone_saysSo_andItsEntryIsTakenOutByKey(FxRobot robot) throws Exception {
        Path journal = SampleJournal.write(directory.resolve("journal"));
        start();
        settle(() -> root.workspace().snapshotProperty().get() != null && !root.busy());
        open(journal);
        end();
        delete(journal);

        start();
        settle(() -> isSaid(robot, "#problem") && !root.busy());

        assertThat(robot.lookup("#problem").queryAs(Label.class).getText()).isEqualTo(journal + " is no longer there: take it out of the list of recent snapshots, or open it where it is now.");
        assertThat(text(robot, "#recent")).contains("journal", "No longer there");
        robot.push(KeyCode.DELETE);
        assertThat(text(robot, "#recent")).contains("customer-report.pathwarden").doesNotContain("journal");
        end();
        start();
        assertThat(isSaid(robot, "#problem")).isFalse();
    }

    @Test
    void startPage_offersWhatWasOpened_pinnedFirst_byKeyboard(FxRobot robot) throws Exception {
        Path one = SampleJournal.write(directory.resolve("one"));
        Path two = SampleJournal.write(directory.resolve("two"));
        start();
        settle(() -> root.workspace().snapshotProperty().get() != null && !root.busy());
        open(one);
        open(two);
        robot.push(KeyCode.SHORTCUT, KeyCode.W);
        end();
        start();

        ListView<?> list = robot.lookup("#recent").queryListView();
        assertThat(list.isFocused()).isTrue();
        assertThat(text(robot, "#recent")).containsSubsequence("two", "one", "2 runs");
        robot.push(KeyCode.DOWN).push(KeyCode.P);
        assertThat(text(robot, "#recent")).containsSubsequence("one", "two");
        robot.push(KeyCode.ENTER);
        settle(() -> root.workspace().snapshotProperty().get() != null && !root.busy());
        assertThat(root.workspace().locations()).containsExactly(one);
    }

    @Test
    void damagedSettings_areSaidInASentence_andTheWindowOpens(FxRobot robot) throws Exception {
        Files.createDirectories(directory.resolve("config/pathwarden"));
        Files.writeString(directory.resolve("config/pathwarden/workbench.json"), "{");
        start();

        assertThat(robot.lookup("#settings-problem").queryAs(Label.class).getText()).contains("was damaged", "set aside as");
        robot.interact(() -> robot.lookup("#settings-problem-dismiss").queryButton().fire());
        assertThat(isSaid(robot, "#settings-problem")).isFalse();
    }

    @Test
    void veryFirstStart_opensTheSample_saysSo_andTheNextOneTakesItUpAgain(FxRobot robot) throws Exception {
        start();
        settle(() -> root.workspace().snapshotProperty().get() != null && !root.busy());

        assertThat(root.workspace().locations()).containsExactly(directory.resolve("data/pathwarden/sample/customer-report.pathwarden"));
        assertThat(isSaid(robot, "#sample")).isTrue();
        assertThat(robot.lookup("#sample").queryAs(Label.class).getText()).startsWith("This is a sample");
        assertThat(robot.lookup("#sample").queryAs(Label.class).getText()).contains("Ctrl+B goes to the steps", "Ctrl+W closes it");
        robot.push(KeyCode.SHORTCUT, KeyCode.B);
        assertThat(text(robot, "#inspector-verdicts")).contains("Block");
        WaitForAsyncUtils.asyncFx(() -> settings.change(all -> all.withKeys("step.stopped", List.of("F7")).withKeys("close", List.of())));
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(robot.lookup("#sample").queryAs(Label.class).getText()).contains("F7 goes to the steps", "“Close what is open” in the menu File closes it");
        WaitForAsyncUtils.asyncFx(() -> settings.change(Settings::withUsualKeys));
        robot.push(KeyCode.SHORTCUT, KeyCode.W);
        assertThat(isSaid(robot, "#sample")).isFalse();
        end();

        start();
        assertThat(root.workspace().snapshotProperty().get()).isNull();
        assertThat(text(robot, "#recent")).contains("customer-report.pathwarden");
    }

    @Test
    void veryFirstStart_whereTheSampleCannotBeWritten_saysSo(FxRobot robot) throws Exception {
        Files.writeString(directory.resolve("data"), "in the way");
        start();
        settle(() -> isSaid(robot, "#problem"));

        assertThat(robot.lookup("#problem").queryAs(Label.class).getText()).startsWith("The sample investigation cannot be written to " + directory.resolve("data/pathwarden/sample"));
    }
}
