package dev.pathwarden.workbench.app;

import static dev.pathwarden.workbench.app.WindowProbe.settle;
import static dev.pathwarden.workbench.app.WindowProbe.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** Inventory, run as text, comparison and inspector as an analyst uses them. */
@ExtendWith(ApplicationExtension.class)
class ViewsTest extends SampleWindow {

    @Start
    void start(Stage stage) {
        show(stage);
    }

    @Test
    void inventory_sinceASnapshotThatWasOpenedBefore_showsWhatIsNew_andFiltersForTheNewRuns(FxRobot robot) {
        open("earlier");
        open("demo");
        robot.clickOn("Inventory");
        settle(() -> !robot.lookup("#inventory-table").queryTableView().getItems().isEmpty() && !root.busy());
        int all = robot.lookup("#inventory-table").queryTableView().getItems().size();

        robot.clickOn("#inventory-since");
        robot.push(KeyCode.DOWN).push(KeyCode.ENTER);
        settle(() -> robot.lookup("#inventory-since-found").queryAs(Label.class).getText().startsWith("New since earlier: 2 runs"));
        assertThat(robot.lookup("#inventory-table").queryTableView().getItems()).hasSizeLessThan(all);
        robot.clickOn("#inventory-since-runs");
        settle(() -> robot.lookup("#filter-summary").queryAs(Label.class).getText().endsWith("in 2 of 3 runs"));

        robot.clickOn("#inventory-since-end");
        assertThat(robot.lookup("#inventory-table").queryTableView().getItems()).hasSize(all);
    }

    @Test
    void follow_isSearched_withTheKeyOfTheFilterBar_andTheWordsAreMarkedAndGoneThrough(FxRobot robot) {
        open("demo");
        robot.push(KeyCode.SHORTCUT, KeyCode.DIGIT4);
        settle(() -> !robot.lookup("#follow-lines").queryListView().getItems().isEmpty() && !root.busy());
        robot.interact(() -> robot.lookup("#follow-lines").query().requestFocus());

        robot.push(KeyCode.SHORTCUT, KeyCode.F);
        robot.write("ADA@example");
        Label count = robot.lookup("#follow-search-count").queryAs(Label.class);
        settle(() -> count.getText().startsWith("1 of ") && !root.busy());
        assertThat(robot.lookup("#filter").queryTextInputControl().getText()).isEmpty();
        settle(() -> robot.lookup("#follow-lines .found").queryAll().stream().anyMatch(node -> node instanceof Text found && found.getText().equals("ada@example")));
        robot.push(KeyCode.ENTER);
        assertThat(count.getText()).startsWith("2 of ");
        robot.push(KeyCode.SHIFT, KeyCode.ENTER);
        robot.push(KeyCode.SHIFT, KeyCode.ENTER);
        assertThat(count.getText()).matches("(\\d+) of \\1");
        robot.push(KeyCode.ESCAPE);
        assertThat(robot.lookup("#follow-lines .found").queryAll()).isEmpty();
        robot.interact(() -> robot.lookup("#run-table").query().requestFocus());
        robot.push(KeyCode.SHORTCUT, KeyCode.F);
        assertThat(window.getScene().getFocusOwner().getId()).isEqualTo("filter");
    }

    @Test
    void newSince_andFolding_areDoneFromThePalette(FxRobot robot) {
        open("earlier");
        open("demo");

        robot.push(KeyCode.SHORTCUT, KeyCode.K);
        robot.write("new since");
        robot.push(KeyCode.ENTER);
        settle(() -> robot.lookup("#inventory-since").queryAs(MenuButton.class).isShowing());
        robot.push(KeyCode.DOWN).push(KeyCode.ENTER);
        settle(() -> robot.lookup("#inventory-since-found").queryAs(Label.class).getText().startsWith("New since earlier"));

        robot.push(KeyCode.SHORTCUT, KeyCode.K);
        robot.write("fold");
        robot.push(KeyCode.ENTER);
        settle(() -> robot.lookup("#facet-status-fold").tryQuery().isPresent() && !root.busy());
        assertThat(text(robot, "#facet-status")).contains("Status").doesNotContain("blocked");
        robot.push(KeyCode.SHORTCUT, KeyCode.K);
        robot.write("fold");
        robot.push(KeyCode.ENTER);
        assertThat(text(robot, "#facet-status")).contains("blocked");
    }

    @Test
    void inventory_besideABaseline_showsWhatDrifted_andFiltersForItsSteps(FxRobot robot, @TempDir Path directory) throws Exception {
        Path usual = Files.writeString(directory.resolve("usual.yaml"), "baseline: 1\nagent: demo/customer-report\nseen: [9, 90]\n");
        open("demo");
        robot.clickOn("Inventory");
        settle(() -> !robot.lookup("#inventory-table").queryTableView().getItems().isEmpty() && !root.busy());
        robot.interact(() -> settings.change(before -> before.withBaseline(usual)));

        robot.clickOn("#inventory-drift");
        robot.push(KeyCode.DOWN).push(KeyCode.ENTER);
        settle(() -> robot.lookup("#inventory-drift-found").queryAs(Label.class).getText().startsWith("Drift from usual.yaml: "));
        robot.clickOn("#inventory-words").write("customers");
        robot.clickOn(robot.from(robot.lookup("#inventory-table").<Node>query()).lookup("customers").<Node>query()).push(KeyCode.ENTER);
        settle(() -> !root.busy());
        assertThat(robot.lookup("#inventory-details").queryAs(Label.class).getText()).contains("new, ");
        assertThat(robot.lookup("#filter-summary").queryAs(Label.class).getText()).contains(" in ");

        robot.clickOn("#inventory-drift-end");
        assertThat(robot.lookup("#inventory-drift-found").queryAs(Label.class).getText()).isEmpty();
    }

    @Test
    void step_isCopiedAsADraft_andAsATestCase_fromTheMenu(FxRobot robot) throws Exception {
        open("demo");
        robot.push(KeyCode.SHORTCUT, KeyCode.B);

        robot.clickOn("#inspector-copy-step");
        robot.clickOn("As a guardrail draft");
        settle(() -> robot.lookup("#said").queryAs(Label.class).getText().contains("draft is on the clipboard"));
        assertThat(WaitForAsyncUtils.asyncFx(() -> Clipboard.getSystemClipboard().getString()).get()).contains("id: draft-mcp-call-web-fetch", "action: hold");

        robot.clickOn("#inspector-copy-step");
        robot.clickOn("As a test case of a guardrail");
        settle(() -> robot.lookup("#said").queryAs(Label.class).getText().contains("test case"));
        assertThat(WaitForAsyncUtils.asyncFx(() -> Clipboard.getSystemClipboard().getString()).get()).startsWith("- name:").contains("operation: mcp.call");
    }

    @Test
    void words_areSearchedInTheStep_fromPlaceToPlace_andEscapeEndsIt(FxRobot robot) {
        open("demo");
        robot.push(KeyCode.SHORTCUT, KeyCode.B);

        robot.push(KeyCode.SHORTCUT, KeyCode.SHIFT, KeyCode.F);
        robot.write("169.254");
        settle(() -> robot.lookup("#inspector-search-count").queryAs(Label.class).getText().startsWith("1 of "));
        robot.push(KeyCode.SHIFT, KeyCode.ENTER);
        String last = robot.lookup("#inspector-search-count").queryAs(Label.class).getText();
        assertThat(last).matches("([1-9][0-9]*) of \\1");
        robot.push(KeyCode.ESCAPE);

        assertThat(robot.lookup("#inspector .found").queryAll()).isEmpty();
    }

    @Test
    void runBesideMany_tellsWhatIsUnusual_andARowLeadsToItsStep(FxRobot robot) {
        open("demo");

        robot.clickOn("Diff");
        robot.clickOn("#diff-page-many");
        settle(() -> !robot.lookup("#unusual-table").queryTableView().getItems().isEmpty() && !root.busy());
        assertThat(robot.lookup("#unusual-summary").queryAs(Label.class).getText()).startsWith("Beside 2 other runs, ");
        robot.clickOn(robot.from(robot.lookup("#unusual-table").<Node>query()).lookup(".table-row-cell").nth(0).<Node>query());

        assertThat(robot.lookup("#unusual-details").queryAs(Label.class).getText()).contains("in none of the 2 other runs");
        assertThat(text(robot, ".inspector-heading")).isNotEmpty();
    }

    @Test
    void arguments_areShownAsBytes(FxRobot robot) {
        open("demo");
        robot.push(KeyCode.SHORTCUT, KeyCode.B);

        WaitForAsyncUtils.asyncFx(() -> robot.lookup("#inspector-arguments-hex").queryAs(ToggleButton.class).fire());
        WaitForAsyncUtils.waitForFxEvents();

        assertThat(robot.lookup("#inspector-arguments-hex-text").queryTextInputControl().getText()).startsWith("00000000  68 74 74 70 3a 2f 2f 31  http://1");
    }

    @Test
    void follow_whenItIsFirstLookedAt_beginsAtTheSelectedStep(FxRobot robot) {
        open("demo");
        robot.interact(() -> {
            window.setWidth(1000);
            window.setHeight(600);
        });
        robot.push(KeyCode.SHORTCUT, KeyCode.B);

        robot.push(KeyCode.SHORTCUT, KeyCode.DIGIT4);

        settle(() -> !root.busy() && !robot.lookup("#follow-lines").queryListView().getItems().isEmpty() && robot.lookup("#follow-lines .list-cell").queryAllAs(ListCell.class).stream().noneMatch(cell -> cell.isVisible() && cell.getIndex() == 0));
    }

    @Test
    void follow_tellsTheRun_andALineLeadsToItsStep(FxRobot robot) throws Exception {
        open("demo");

        robot.clickOn("Follow");
        settle(() -> !robot.lookup("#follow-lines").queryListView().getItems().isEmpty());
        robot.clickOn("1 agent.invoke customer-report ok");
        settle(() -> text(robot, ".inspector-heading").contains("agent.invoke"));
        robot.clickOn("#follow-copy");

        assertThat(WaitForAsyncUtils.asyncFx(() -> Clipboard.getSystemClipboard().getString()).get()).contains("9  mcp.call web/fetch  blocked", "url came from step 6, mcp.call notes/search (token-match)", "cloud-metadata asked to block (enforce)");
    }

    @Test
    void thingOfTheInventory_whenEntered_isFilteredFor(FxRobot robot) {
        open("demo");

        robot.clickOn("Inventory");
        settle(() -> !robot.lookup("#inventory-table").queryTableView().getItems().isEmpty() && !root.busy());
        robot.clickOn("#inventory-words").write("sudo");
        robot.clickOn(robot.from(robot.lookup("#inventory-table").<Node>query()).lookup("sudo").<Node>query()).push(KeyCode.ENTER);
        settle(() -> robot.lookup("#filter-summary").queryAs(Label.class).getText().equals("1 step in 1 of 3 runs"));

        assertThat(robot.lookup("#filter").queryTextInputControl().getText()).isEqualTo("step.process.executable == 'sudo'");
    }
}
