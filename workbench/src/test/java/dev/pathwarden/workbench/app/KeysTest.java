package dev.pathwarden.workbench.app;

import static dev.pathwarden.workbench.app.WindowProbe.settle;
import static dev.pathwarden.workbench.app.WindowProbe.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.workbench.SampleSnapshot;
import dev.pathwarden.workbench.settings.SettingsStore;
import dev.pathwarden.workbench.task.FxTaskExecutor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javafx.application.ColorScheme;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** Keys that the user changes, by keyboard. */
@ExtendWith(ApplicationExtension.class)
class KeysTest {

    @TempDir
    private Path directory;
    private SettingsStore settings;
    private CompositionRoot root;
    private Stage window;

    @Start
    void start(Stage stage) {
        window = stage;
        begin();
    }

    private void begin() {
        settings = SettingsStore.read(Map.of("XDG_CONFIG_HOME", directory.toString()), new FxTaskExecutor());
        root = new CompositionRoot(window, new SimpleObjectProperty<>(ColorScheme.LIGHT), null, settings, Map.of(), location -> SampleSnapshot.demo());
        window.setX(0);
        window.setY(0);
        window.show();
        root.workspace().open(List.of(Path.of("demo")));
    }

    @AfterEach
    void close() {
        WaitForAsyncUtils.asyncFx(() -> {
            root.close();
            settings.close();
        });
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static String said(FxRobot robot) {
        return robot.lookup("#keys-said").queryAs(Label.class).getText();
    }

    /** Opens the dialog from the sheet of keys, with the keyboard alone, and chooses a command in it. */
    private static void change(FxRobot robot, String command) {
        robot.push(KeyCode.F1);
        settle(() -> robot.lookup("#key-sheet").tryQuery().isPresent());
        robot.targetWindow(robot.lookup("#key-sheet").<Node>query().getScene().getWindow());
        robot.interact(() -> robot.lookup("#key-sheet-change").query().requestFocus());
        robot.push(KeyCode.SPACE);
        settle(() -> robot.lookup("#keys-search").tryQuery().filter(Node::isFocused).isPresent());
        robot.targetWindow(robot.lookup("#key-editor").<Node>query().getScene().getWindow());
        robot.write(command);
        robot.push(KeyCode.ENTER);
        assertThat(robot.lookup("#keys-table").<Node>query().isFocused()).isTrue();
    }

    private void done(FxRobot robot) {
        robot.push(KeyCode.ESCAPE);
        settle(() -> robot.lookup("#key-editor").tryQuery().isEmpty());
        robot.targetWindow(window);
    }

    private MenuItem item(FxRobot robot, String id) {
        return robot.lookup(".menu-bar").queryAs(MenuBar.class).getMenus().stream().flatMap(menu -> menu.getItems().stream()).filter(each -> id.equals(each.getId())).findFirst().orElseThrow();
    }

    @Test
    void key_thatIsAdded_worksBesideTheOther_andStandsInMenuSheetPaletteAndTooltip_andAtTheNextStart(FxRobot robot) throws Exception {
        settle(() -> !root.busy());
        change(robot, "next stopped");
        robot.push(KeyCode.DELETE);
        assertThat(said(robot)).isEqualTo("Ctrl+B is no longer a key of “Next stopped step”.");
        robot.push(KeyCode.ENTER);
        robot.push(KeyCode.SHORTCUT, KeyCode.J);
        robot.push(KeyCode.ENTER);
        robot.push(KeyCode.F7);
        assertThat(said(robot)).isEqualTo("F7 is now a key of “Next stopped step”.");
        done(robot);

        assertThat(item(robot, "command-step-stopped").getAccelerator().getDisplayText()).isEqualTo("Ctrl+J");
        assertThat(robot.lookup("#next-stopped").queryLabeled().getTooltip().getText()).endsWith("(Ctrl+J)");
        robot.push(KeyCode.SHORTCUT, KeyCode.B);
        assertThat(text(robot, ".inspector-heading")).as("the key that was taken away").doesNotContain("web/fetch");
        robot.push(KeyCode.SHORTCUT, KeyCode.J);
        settle(() -> text(robot, ".inspector-heading").contains("web/fetch"));
        robot.push(KeyCode.F7);
        settle(() -> text(robot, ".inspector-heading").contains("/tmp/customers.csv"));
        robot.push(KeyCode.SHORTCUT, KeyCode.K);
        robot.write("next stop");
        settle(() -> text(robot, "#palette-list").contains("Ctrl+J, F7"));
        robot.push(KeyCode.ESCAPE);
        robot.push(KeyCode.F1);
        settle(() -> robot.lookup("#key-sheet").tryQuery().isPresent());
        assertThat(text(robot, "#key-sheet")).contains("Ctrl+J, F7").doesNotContain("Ctrl+B\n");
        robot.targetWindow(robot.lookup("#key-sheet").<Node>query().getScene().getWindow());
        robot.push(KeyCode.ESCAPE);
        settle(() -> robot.lookup("#key-sheet").tryQuery().isEmpty());

        WaitForAsyncUtils.asyncFx(() -> {
            window.hide();
            settings.close();
            begin();
        }).get();
        settle(() -> !root.busy());
        assertThat(item(robot, "command-step-stopped").getAccelerator().getDisplayText()).isEqualTo("Ctrl+J");
    }

    @Test
    void key_ofAnotherCommand_isToldFirst_andThenTaken_withTheKeysOfBothInTheirMenus(FxRobot robot) {
        settle(() -> !root.busy());
        change(robot, "root cause");
        robot.push(KeyCode.ENTER);
        robot.push(KeyCode.SHORTCUT, KeyCode.B);
        assertThat(said(robot)).startsWith("Ctrl+B is a key of “Next stopped step”: Enter takes it from there");
        robot.push(KeyCode.ENTER);
        robot.push(KeyCode.HOME);
        assertThat(robot.lookup("#keys-table").queryTableView().getSelectionModel().getSelectedIndex()).isZero();
        done(robot);

        assertThat(item(robot, "command-step-stopped").getAccelerator()).isNull();
        robot.push(KeyCode.SHORTCUT, KeyCode.B);
        assertThat(text(robot, ".inspector-heading")).doesNotContain("web/fetch");

        change(robot, "root cause");
        robot.interact(() -> robot.lookup("#keys-usual-all").queryButton().fire());
        done(robot);
        assertThat(item(robot, "command-step-stopped").getAccelerator().getDisplayText()).isEqualTo("Ctrl+B");
        assertThat(item(robot, "command-step-cause").getAccelerator().getDisplayText()).isEqualTo("Ctrl+R");
        robot.push(KeyCode.SHORTCUT, KeyCode.B);
        settle(() -> text(robot, ".inspector-heading").contains("web/fetch"));
    }

    @Test
    void key_thatTextFieldsNeed_isRefused_andEscapeLeavesTheDialogOpen(FxRobot robot) {
        settle(() -> !root.busy());
        change(robot, "root cause");
        robot.push(KeyCode.ENTER);
        robot.push(KeyCode.SHORTCUT, KeyCode.C);
        assertThat(said(robot)).isEqualTo("Ctrl+C cannot be a key of a command: text fields need it to copy, to paste or to undo. Press another, or Escape.");
        robot.push(KeyCode.TAB);
        assertThat(said(robot)).startsWith("Tab cannot be a key of a command");
        robot.push(KeyCode.ESCAPE);

        assertThat(robot.lookup("#keys-table").<Node>query().isFocused()).isTrue();
        assertThat(robot.lookup("#key-editor").tryQuery()).isPresent();
        done(robot);
    }

    @Test
    void letterAlone_thatIsAKey_isTypedIntoAField(FxRobot robot) {
        settle(() -> !root.busy());
        change(robot, "next stopped");
        robot.push(KeyCode.ENTER);
        robot.push(KeyCode.J);
        done(robot);

        robot.clickOn("#filter").write("j");
        assertThat(robot.lookup("#filter").queryTextInputControl().getText()).isEqualTo("j");
        assertThat(text(robot, ".inspector-heading")).doesNotContain("web/fetch");
        robot.push(KeyCode.ESCAPE);
        settle(() -> !root.busy());
        robot.interact(() -> robot.lookup("#run-table").query().requestFocus());
        robot.push(KeyCode.J);
        settle(() -> text(robot, ".inspector-heading").contains("web/fetch"));
    }

    @Test
    void keysOfHistogramRehearsalAndStartPage_areChangedToo(FxRobot robot) {
        settle(() -> !root.busy());
        for (String command : new String[] {"overview later time", "rehearsal right to stop", "start page pin"}) {
            change(robot, command);
            robot.push(KeyCode.ENTER);
            robot.push(KeyCode.F7);
            assertThat(said(robot)).startsWith("F7 is now a key of ");
            done(robot);
        }

        robot.push(KeyCode.SHORTCUT, KeyCode.DIGIT1);
        settle(() -> !root.busy());
        robot.interact(() -> robot.lookup("#histogram").query().requestFocus());
        String before = robot.lookup("#histogram").query().getAccessibleText();
        robot.push(KeyCode.F7);
        assertThat(robot.lookup("#histogram").query().getAccessibleText()).isNotEqualTo(before);
        assertThat(robot.lookup("#histogram").query().getAccessibleHelp()).contains("F7");
    }

    @Test
    void keyOfAView_isChangedAsThatOfACommand_andWorksInThatViewOnly(FxRobot robot) {
        settle(() -> !root.busy());
        change(robot, "timeline last");
        robot.push(KeyCode.ENTER);
        robot.push(KeyCode.W);
        assertThat(said(robot)).startsWith("W is a key of “Zoom in” in “Timeline”: Enter takes it from there");
        robot.push(KeyCode.SHORTCUT, KeyCode.B);
        assertThat(said(robot)).startsWith("Ctrl+B is a key of “Next stopped step”: Enter takes it from there");
        robot.push(KeyCode.F7);
        assertThat(said(robot)).isEqualTo("F7 is now a key of “Last step”.");
        done(robot);

        robot.interact(() -> robot.lookup("#run-table").query().requestFocus());
        robot.push(KeyCode.F7);
        assertThat(text(robot, ".inspector-heading")).isEmpty();
        robot.push(KeyCode.SHORTCUT, KeyCode.DIGIT2);
        robot.interact(() -> robot.lookup("#timeline-canvas").query().requestFocus());
        robot.push(KeyCode.F7);
        settle(() -> text(robot, ".inspector-heading").contains("outcome"));
        assertThat(robot.lookup("#timeline-canvas").<Node>query().getAccessibleHelp()).contains("Last step: End, F7");
        robot.push(KeyCode.F1);
        settle(() -> robot.lookup("#key-sheet").tryQuery().isPresent());
        assertThat(text(robot, "#key-sheet")).contains("End, F7", "Light the root cause");
        robot.targetWindow(robot.lookup("#key-sheet").<Node>query().getScene().getWindow());
        robot.push(KeyCode.ESCAPE);
    }
}
