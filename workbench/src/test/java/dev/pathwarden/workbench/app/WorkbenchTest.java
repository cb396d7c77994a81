package dev.pathwarden.workbench.app;

import static dev.pathwarden.workbench.app.WindowProbe.settle;
import static dev.pathwarden.workbench.app.WindowProbe.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.workbench.canvas.LayeredCanvas;
import dev.pathwarden.workbench.cell.Palette;
import java.nio.file.Path;
import javafx.application.ColorScheme;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** The window itself as an analyst uses it, by mouse and by keyboard. */
@ExtendWith(ApplicationExtension.class)
class WorkbenchTest extends SampleWindow {

    @Start
    void start(Stage stage) {
        show(stage);
    }

    @Test
    void window_withoutASnapshot_saysHowToBegin(FxRobot robot) {
        assertThat(text(robot, "#welcome")).contains("Open a recording to begin", "Open directory…");
        assertThat(robot.lookup("#run-table").tryQuery()).isEmpty();
    }

    @Test
    void open_ofWhatIsNoSnapshot_saysSoInOneSentence(FxRobot robot) {
        open("notes.txt");

        assertThat(robot.lookup("#problem").queryAs(Label.class).getText()).isEqualTo("notes.txt is no snapshot; name a store, a journal directory or an archive.");
        assertThat(robot.lookup("#welcome").tryQuery()).isPresent();
    }

    @Test
    void runs_areFilteredAndChosen_byKeyboard(FxRobot robot) {
        open("demo");

        robot.push(KeyCode.SHORTCUT, KeyCode.F);
        robot.write("scenario=encrypted");
        TableView<?> table = robot.lookup("#run-table").queryTableView();
        settle(() -> table.getItems().size() == 1);
        assertThat(table.getItems()).hasSize(1);
        robot.push(KeyCode.DOWN);
        settle(() -> text(robot, ".run-title").contains("7d1e22aa"));

        assertThat(text(robot, ".run-title")).contains("customer-report", "8 steps");
    }

    @Test
    void aView_costsNothingUntilItIsLookedAt_andThenStays(FxRobot robot) {
        open("demo");
        assertThat(robot.lookup("#timeline-canvas").tryQuery()).isEmpty();

        robot.push(KeyCode.SHORTCUT, KeyCode.DIGIT2);
        Node timeline = robot.lookup("#timeline-canvas").query();
        assertThat(timeline.getAccessibleText()).contains("13 steps in 7 lanes");

        robot.push(KeyCode.SHORTCUT, KeyCode.DIGIT1);
        robot.push(KeyCode.SHORTCUT, KeyCode.DIGIT2);
        assertThat(robot.lookup("#timeline-canvas").<Node>query()).isSameAs(timeline);
    }

    @Test
    void palette_doesACommand_andGoesToAStep_andBackLeadsBack(FxRobot robot) {
        open("demo");

        robot.push(KeyCode.SHORTCUT, KeyCode.K);
        robot.write("next stop").push(KeyCode.ENTER);
        settle(() -> text(robot, ".inspector-heading").contains("web/fetch"));
        robot.push(KeyCode.SHORTCUT, KeyCode.K);
        robot.write("sql").push(KeyCode.ENTER);
        settle(() -> text(robot, ".inspector-heading").contains("SELECT customers"));
        assertThat(robot.lookup("#palette").<Node>query().isVisible()).isFalse();

        robot.push(KeyCode.ALT, KeyCode.LEFT);
        assertThat(text(robot, ".inspector-heading")).contains("web/fetch");
        robot.clickOn("#forward");
        assertThat(text(robot, ".inspector-heading")).contains("SELECT customers");
    }

    @Test
    void palette_withTheBeginningOfARunsId_goesThere_andEscapeGivesTheFocusBack(FxRobot robot) {
        open("demo");

        robot.push(KeyCode.SHORTCUT, KeyCode.K);
        robot.write("7d1e2").push(KeyCode.ENTER);
        settle(() -> text(robot, ".run-title").contains("7d1e22aa"));

        robot.clickOn("#filter");
        robot.push(KeyCode.SHORTCUT, KeyCode.K);
        robot.push(KeyCode.ESCAPE);
        assertThat(robot.lookup("#filter").<Node>query().isFocused()).isTrue();
    }

    @Test
    void questionMark_showsAllKeys_butNotWhereOneTypes(FxRobot robot) {
        open("demo");
        robot.clickOn("#filter").write("?");
        assertThat(robot.lookup("#key-sheet").tryQuery()).isEmpty();

        robot.push(KeyCode.ESCAPE);
        robot.clickOn("#run-table");
        robot.write("?");
        settle(() -> robot.lookup("#key-sheet").tryQuery().isPresent());
        assertThat(text(robot, "#key-sheet")).contains("Next stopped step", "Ctrl+B", "Path graph", "What led here");
        robot.push(KeyCode.ESCAPE);
        settle(() -> robot.lookup("#key-sheet").tryQuery().isEmpty());
    }

    @Test
    void stoppedStep_isFoundByKey_andItsSourceByItsLink(FxRobot robot) {
        open("demo");

        robot.push(KeyCode.SHORTCUT, KeyCode.B);
        robot.push(KeyCode.SHORTCUT, KeyCode.B);
        assertThat(text(robot, "#inspector-verdicts")).contains("pii-in-clear-temp-file", "Block", "labels.exists(l, l.startsWith('pii.'))", "= true");
        WaitForAsyncUtils.asyncFx(() -> robot.lookup("#inspector-links .hyperlink").<Hyperlink>queryAll().stream().filter(link -> link.getText().contains("SELECT")).findFirst().orElseThrow().fire());
        WaitForAsyncUtils.waitForFxEvents();

        assertThat(text(robot, ".inspector-heading")).contains("data.sql", "SELECT customers");
        assertThat(text(robot, "#inspector-links")).contains("→ copied");
    }

    @Test
    void id_whenItsButtonIsPressed_isCopied(FxRobot robot) throws Exception {
        open("demo");
        robot.push(KeyCode.SHORTCUT, KeyCode.B);

        WaitForAsyncUtils.asyncFx(() -> robot.lookup("#inspector-ids .button").queryButton().fire()).get();

        assertThat(WaitForAsyncUtils.asyncFx(() -> Clipboard.getSystemClipboard().getString()).get()).matches("[0-9a-f]{16}");
    }

    @Test
    void views_areReachedByKey(FxRobot robot) {
        open("demo");
        TabPane views = robot.lookup("#views").queryAs(TabPane.class);

        for (int i = 0; i < views.getTabs().size(); i++) {
            robot.push(KeyCode.SHORTCUT, KeyCode.valueOf("DIGIT" + (i + 1)));
            assertThat(views.getSelectionModel().getSelectedIndex()).isEqualTo(i);
        }
    }

    @Test
    void heldSteps_areReachedByKey_inAWindowOfTheirOwn_thatClosesWithTheMainOne(FxRobot robot) {
        robot.push(KeyCode.SHORTCUT, KeyCode.SHIFT, KeyCode.H);

        Window held = robot.listWindows().stream().filter(each -> each instanceof Stage stage && stage.getTitle().equals("Held steps")).findFirst().orElseThrow();
        assertThat(robot.lookup("#held-empty").queryAs(Label.class).getText()).contains("action: hold");
        robot.interact(window::hide);
        assertThat(held.isShowing()).isFalse();
    }

    @Test
    void theme_followsTheDesktop_untilOneIsChosen(FxRobot robot) {
        robot.interact(() -> desktop.set(ColorScheme.DARK));
        assertThat(root.themes().paletteProperty().get()).isEqualTo(Palette.DARK);

        robot.clickOn("#theme");
        assertThat(root.themes().paletteProperty().get()).isEqualTo(Palette.LIGHT);
        robot.interact(() -> desktop.set(ColorScheme.LIGHT));
        robot.interact(() -> desktop.set(ColorScheme.DARK));
        assertThat(root.themes().paletteProperty().get()).isEqualTo(Palette.LIGHT);
    }

    @Test
    void address_whenCopied_leadsBackToItsStep_byKey(FxRobot robot) {
        open("demo");
        robot.push(KeyCode.SHORTCUT, KeyCode.B);
        robot.push(KeyCode.SHORTCUT, KeyCode.SHIFT, KeyCode.C);
        robot.push(KeyCode.SHORTCUT, KeyCode.K);
        robot.write("7d1e2").push(KeyCode.ENTER);
        settle(() -> text(robot, ".run-title").contains("7d1e22aa"));

        robot.push(KeyCode.SHORTCUT, KeyCode.G);
        robot.push(KeyCode.ENTER);
        settle(() -> text(robot, ".inspector-heading").contains("web/fetch"));
    }

    @Test
    void mouse_withItsButtonsForBackAndForward_goesThere(FxRobot robot) {
        open("demo");
        robot.push(KeyCode.SHORTCUT, KeyCode.B);
        robot.push(KeyCode.SHORTCUT, KeyCode.B);
        robot.push(KeyCode.SHORTCUT, KeyCode.B);
        String last = text(robot, ".inspector-heading");

        robot.clickOn("#run-table", MouseButton.BACK);
        assertThat(text(robot, ".inspector-heading")).contains("/tmp/customers.csv");
        robot.clickOn("#run-table", MouseButton.FORWARD);
        assertThat(text(robot, ".inspector-heading")).isEqualTo(last).doesNotContain("/tmp/customers.csv");
    }

    @Test
    void palette_doesNotOfferWhatCannotBeDone(FxRobot robot) {
        robot.push(KeyCode.SHORTCUT, KeyCode.K);
        robot.write("next stop");
        assertThat(robot.lookup("#palette-list").queryListView().getItems()).isEmpty();
        robot.push(KeyCode.ESCAPE);

        open("demo");
        robot.push(KeyCode.SHORTCUT, KeyCode.K);
        robot.write("next stop");
        assertThat(robot.lookup("#palette-list").queryListView().getItems()).hasSize(1);
    }

    @Test
    void dividers_whereTheWindowGrowsNarrow_areWhereTheyBelongInThat(FxRobot robot) {
        open("demo");
        robot.interact(() -> root.themes().zoomProperty().set(50));
        WaitForAsyncUtils.waitForFxEvents();
        robot.interact(() -> {
            window.setWidth(1000);
            root.themes().zoomProperty().set(100);
        });
        WaitForAsyncUtils.waitForFxEvents();

        assertThat(robot.lookup("#run-table").queryTableView().getWidth()).isBetween(300.0, 360.0);
    }

    @Test
    void zoom_byKey_showsEverythingLarger_andTheUsualSizeAgain(FxRobot robot) {
        open("demo");
        robot.push(KeyCode.SHORTCUT, KeyCode.DIGIT2);
        Node theme = robot.lookup("#theme").query();
        double before = robot.bounds(theme).query().getHeight();

        for (int i = 0; i < 9; i++) {
            robot.push(KeyCode.SHORTCUT, KeyCode.EQUALS);
        }
        assertThat(robot.bounds(theme).query().getHeight()).isEqualTo(2 * before);
        LayeredCanvas timeline = robot.lookup("#timeline-canvas").query();
        assertThat(timeline.getChildrenUnmodifiable()).allSatisfy(canvas -> assertThat(((Canvas) canvas).getWidth()).isEqualTo(2 * timeline.getWidth()));
        robot.push(KeyCode.SHORTCUT, KeyCode.MINUS);
        assertThat(root.themes().zoomProperty().get()).isEqualTo(175);
        robot.push(KeyCode.SHORTCUT, KeyCode.DIGIT0);
        assertThat(robot.bounds(theme).query().getHeight()).isEqualTo(before);
    }

    @Test
    void zoom_whereNotAllFitsIn_scrolls_andFollowsTheFocus(FxRobot robot) {
        open("demo");
        robot.interact(() -> {
            window.setWidth(1000);
            window.setHeight(700);
            root.themes().zoomProperty().set(200);
        });
        WaitForAsyncUtils.waitForFxEvents();
        Bounds seen = robot.bounds(window.getScene().getRoot()).query();
        Node theme = robot.lookup("#theme").query();
        assertThat(seen.contains(robot.bounds(theme).query())).isFalse();

        robot.interact(theme::requestFocus);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(seen.contains(robot.bounds(theme).query())).isTrue();
        robot.interact(() -> robot.lookup("#open").query().requestFocus());
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(seen.contains(robot.bounds(robot.lookup("#open").<Node>query()).query())).isTrue();
    }

    @Test
    void blindSpots_areCountedAndNamed(FxRobot robot) {
        open("demo");

        robot.clickOn("#blind");

        assertThat(text(robot, ".popover-content")).isEqualTo("The hook net.dns was not live in process 4242: java.net.InetAddress was not transformed.\n");
    }

    @Test
    void controls_thatShowNoText_haveAnAccessibleOne(FxRobot robot) {
        open("demo");
        robot.push(KeyCode.SHORTCUT, KeyCode.B);

        assertThat(robot.lookup(".button").<Node>queryAll()).filteredOn(node -> node instanceof Labeled labeled && (labeled.getText() == null || labeled.getText().isBlank()))
                .isNotEmpty().allSatisfy(node -> assertThat(node.getAccessibleText()).as("%s", node).isNotBlank());
        assertThat(window.getTitle()).isEqualTo("Pathwarden");
    }
}
