package dev.pathwarden.workbench.app;

import static dev.pathwarden.workbench.app.WindowProbe.settle;
import static dev.pathwarden.workbench.app.WindowProbe.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.snapshot.SnapshotException;
import dev.pathwarden.policies.pack.Pack;
import dev.pathwarden.policies.rehearsal.ComparedGuardrail;
import dev.pathwarden.policies.rehearsal.GroupBy;
import dev.pathwarden.policies.rehearsal.Hit;
import dev.pathwarden.policies.rehearsal.HitGroup;
import dev.pathwarden.policies.rehearsal.Standing;
import dev.pathwarden.workbench.SampleRuns;
import dev.pathwarden.workbench.SampleSnapshot;
import dev.pathwarden.workbench.canvas.LayeredCanvas;
import dev.pathwarden.workbench.cell.Palette;
import dev.pathwarden.workbench.settings.SettingsStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javafx.application.ColorScheme;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.fxmisc.richtext.CodeArea;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** The window as an analyst uses it, by mouse and by keyboard. */
@ExtendWith(ApplicationExtension.class)
class WorkbenchTest {

    private final SimpleObjectProperty<ColorScheme> desktop = new SimpleObjectProperty<>(ColorScheme.LIGHT);
    private final SettingsStore settings = SettingsStore.unkept();
    private CompositionRoot root;
    private Stage window;

    @Start
    void start(Stage stage) {
        window = stage;
        root = new CompositionRoot(stage, desktop, null, settings, Map.of(), WorkbenchTest::openSample);
        stage.setX(0);
        stage.setY(0);
        stage.show();
    }

    @AfterEach
    void close() {
        WaitForAsyncUtils.asyncFx(root::close);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static Snapshot openSample(Path location) {
        if (location.endsWith("notes.txt")) {
            throw new SnapshotException(SnapshotException.Cause.INPUT, "notes.txt is no snapshot; name a store, a journal directory or an archive.");
        }
        return location.endsWith("earlier") ? new SampleSnapshot(SampleRuns.imported()) : SampleSnapshot.demo();
    }

    private void open(String name) {
        WaitForAsyncUtils.asyncFx(() -> root.workspace().open(List.of(Path.of(name))));
        settle(() -> !root.busy());
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
    void filter_isTypedWithWhatIsProposed_andNextGoesThroughWhatItLeaves(FxRobot robot) {
        open("demo");

        robot.push(KeyCode.SHORTCUT, KeyCode.F);
        robot.write("step.stat");
        settle(() -> robot.lookup("#filter-completion").tryQuery().isPresent());
        robot.push(KeyCode.ENTER);
        robot.write(" == 'bl");
        settle(() -> robot.lookup("#filter-completion").tryQuery().isPresent());
        robot.push(KeyCode.ENTER);
        settle(() -> robot.lookup("#filter-summary").queryAs(Label.class).getText().equals("3 steps in 1 of 3 runs"));
        assertThat(robot.lookup("#filter").queryTextInputControl().getText()).isEqualTo("step.status == 'blocked'");

        robot.push(KeyCode.ALT, KeyCode.DOWN);
        robot.push(KeyCode.ALT, KeyCode.DOWN);
        assertThat(text(robot, ".inspector-heading")).contains("/tmp/customers.csv");
        robot.push(KeyCode.SHORTCUT, KeyCode.DIGIT2);
        assertThat(robot.lookup("#timeline-summary").queryAs(Label.class).getText()).contains("the filter leaves 3 of them");
    }

    @Test
    void filter_withAMistake_saysWhere_andEnterGoesThere(FxRobot robot) {
        open("demo");

        robot.push(KeyCode.SHORTCUT, KeyCode.F);
        robot.write("step.nam == 'x'");
        settle(() -> robot.lookup("#filter-wrong").queryAs(Label.class).isVisible());
        assertThat(robot.lookup("#filter-wrong").queryAs(Label.class).getText()).startsWith("At character 1: ").contains("step.name");
        robot.push(KeyCode.ENTER);
        assertThat(robot.lookup("#filter").queryTextInputControl().getCaretPosition()).isZero();
        robot.push(KeyCode.ESCAPE);
        assertThat(robot.lookup("#filter-wrong").queryAs(Label.class).isVisible()).isFalse();
    }

    @Test
    void whatAStepShows_isTakenAsAFilter(FxRobot robot) {
        open("demo");
        robot.push(KeyCode.SHORTCUT, KeyCode.B);

        robot.clickOn("#inspector-filter");
        robot.clickOn("Status Blocked");
        robot.clickOn("Filter by this");
        settle(() -> robot.lookup("#filter-summary").queryAs(Label.class).getText().equals("3 steps in 1 of 3 runs"));

        assertThat(robot.lookup("#run-table").queryTableView().getItems()).hasSize(1);
    }

    @Test
    void valueInTheOverview_whenPressed_isAddedToTheFilter(FxRobot robot) {
        open("demo");

        robot.clickOn("Overview");
        // Cards are made anew when the hosts are read.
        settle(() -> robot.lookup("#facet-status .button").tryQuery().isPresent() && !root.busy());
        robot.clickOn(robot.from(robot.lookup("#facet-status").<Node>query()).lookup("blocked").<Node>query());
        settle(() -> robot.lookup("#filter-summary").queryAs(Label.class).getText().equals("3 steps in 1 of 3 runs") && !root.busy());

        assertThat(text(robot, "#facet-operation")).contains("code.process").doesNotContain("data.sql");
    }

    @Test
    void cardOfTheOverview_isFoldedAndShownAgain_byItsHeading_whichKeepsTheFocus(FxRobot robot) {
        open("demo");
        robot.clickOn("Overview");
        settle(() -> robot.lookup("#facet-status-fold").tryQuery().isPresent());
        robot.interact(() -> robot.lookup("#facet-status-fold").query().requestFocus());

        robot.push(KeyCode.SPACE);
        assertThat(text(robot, "#facet-status")).contains("Status").doesNotContain("blocked");
        assertThat(window.getScene().getFocusOwner().getId()).isEqualTo("facet-status-fold");
        robot.push(KeyCode.SPACE);
        assertThat(text(robot, "#facet-status")).contains("blocked");
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
    void words_areMarkedInTheStepWhereTheyStand(FxRobot robot) {
        open("demo");

        robot.push(KeyCode.SHORTCUT, KeyCode.F);
        robot.write("ada@EXAMPLE");
        settle(() -> robot.lookup("#filter-state").queryAs(Label.class).getText().equals("Words") && !root.busy());
        robot.push(KeyCode.ALT, KeyCode.DOWN);

        assertThat(robot.lookup("#inspector .found").<Text>queryAll()).isNotEmpty().allSatisfy(found -> assertThat(found.getText()).isEqualTo("ada@example"));
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
    void rehearsal_ofTheShippedPack_leadsToTheStoppedStep(FxRobot robot) {
        open("demo");
        showRehearsal(robot);

        robot.clickOn("#rehearse");
        settle(() -> robot.lookup("#rehearsal-summary").tryQuery().isPresent() && !root.busy());
        robot.clickOn("All 4");
        TableView<Hit> hits = robot.lookup("#hits").queryTableView();
        robot.interact(hits::requestFocus);
        robot.push(KeyCode.HOME);
        for (int i = 1; i < hits.getItems().size() && !hits.getSelectionModel().getSelectedItem().name().equals("sudo"); i++) {
            robot.push(KeyCode.DOWN);
        }
        settle(() -> text(robot, ".inspector-heading").contains("sudo"));

        assertThat(text(robot, "#rehearsal-summary") + robot.lookup("#rehearsal-summary").queryAs(Label.class).getText()).contains("3 steps would have been stopped").doesNotContain("prevent");
    }

    @Test
    void rehearsal_byTool_listsTheStepsOfTheChosenToolAlone(FxRobot robot) {
        open("demo");
        showRehearsal(robot);
        robot.clickOn("#rehearse");
        settle(() -> robot.lookup("#rehearsal-summary").tryQuery().isPresent() && !root.busy());

        robot.clickOn("#filter-all");
        int all = robot.lookup("#hits").queryTableView().getItems().size();
        ComboBox<GroupBy> by = robot.lookup("#group-by").queryComboBox();
        robot.clickOn(by);
        for (int i = 0; i < GroupBy.values().length && by.getValue() != GroupBy.TOOL; i++) {
            robot.push(KeyCode.DOWN);
        }
        robot.push(KeyCode.ENTER);
        settle(() -> robot.lookup("#groups").tryQuery().isPresent() && !robot.lookup("#groups").queryTableView().getItems().isEmpty());
        robot.interact(() -> robot.lookup("#groups").queryTableView().requestFocus());
        robot.push(KeyCode.HOME);
        settle(() -> robot.lookup("#groups").queryTableView().getSelectionModel().getSelectedIndex() == 0);
        HitGroup first = (HitGroup) robot.lookup("#groups").queryTableView().getItems().getFirst();

        assertThat(robot.lookup("#hits").<Hit>queryTableView().getItems()).hasSize((int) first.hits()).hasSizeLessThan(all).allSatisfy(hit -> assertThat(hit.tool()).isEqualTo(first.key()));
    }

    @Test
    void rehearsal_besideAnotherSet_listsTheStepsOfTheChosenGuardrailAlone(FxRobot robot) {
        open("demo");
        showRehearsal(robot);
        robot.clickOn("#rehearse");
        settle(() -> robot.lookup("#rehearsal-summary").tryQuery().isPresent() && !root.busy());
        ComboBox<?> compared = robot.lookup("#choice-compared").queryComboBox();
        robot.clickOn(compared).push(KeyCode.DOWN).push(KeyCode.ENTER);
        settle(() -> !root.busy());

        robot.interact(() -> robot.lookup("#filter-guardrails").query().requestFocus());
        robot.push(KeyCode.SPACE);
        settle(() -> robot.lookup("#guardrails").tryQuery().isPresent() && !robot.lookup("#guardrails").queryTableView().getItems().isEmpty());
        TableView<ComparedGuardrail> guardrails = robot.lookup("#guardrails").queryTableView();
        int all = robot.lookup("#hits").queryTableView().getItems().size();
        robot.interact(guardrails::requestFocus);
        robot.push(KeyCode.HOME);
        for (int i = 1; i < guardrails.getItems().size() && guardrails.getSelectionModel().getSelectedItem().steps() == 0; i++) {
            robot.push(KeyCode.DOWN);
        }
        settle(() -> robot.lookup("#hits").queryTableView().getItems().size() < all);
        ComparedGuardrail chosen = guardrails.getSelectionModel().getSelectedItem();

        assertThat(guardrails.getItems()).as("the pack beside itself").extracting(ComparedGuardrail::standing).containsOnly(Standing.SAME);
        assertThat(robot.lookup("#hits").<Hit>queryTableView().getItems()).hasSize((int) chosen.steps()).allSatisfy(hit -> assertThat(chosen.spokeOf(hit)).isTrue());
        robot.interact(guardrails::requestFocus);
        robot.push(KeyCode.END);
        settle(() -> guardrails.getSelectionModel().getSelectedItem() != chosen);
        assertThat(robot.lookup("#hits").<Hit>queryTableView().getItems()).as("by the arrow keys as well").hasSize((int) guardrails.getSelectionModel().getSelectedItem().steps());
        robot.clickOn("#filter-all");
        assertThat(robot.lookup("#hits").queryTableView().getItems()).hasSize(all);
    }

    @Test
    void guardrail_thatIsTyped_isTriedByItself(FxRobot robot) {
        open("demo");
        showRehearsal(robot);

        robot.clickOn("#policy-editor").push(KeyCode.SHORTCUT, KeyCode.END);
        robot.write("\n");
        settle(() -> robot.lookup("#rehearsal-summary").tryQuery().isPresent() && !root.busy());

        assertThat(robot.lookup("#rehearsal-summary").queryAs(Label.class).getText()).contains("3 steps would have been stopped");
    }

    @Test
    void guardrail_withAMistakeTyped_listsItsPlace(FxRobot robot) {
        open("demo");
        showRehearsal(robot);

        robot.clickOn("#policy-editor").push(KeyCode.SHORTCUT, KeyCode.HOME);
        robot.write("x: [\n");
        settle(() -> robot.lookup("#problems").queryListView().isVisible());

        assertThat(robot.lookup("#problems").queryListView().getItems().toString()).contains(Pack.standard().get(0).name() + ":");
    }

    private void showRehearsal(FxRobot robot) {
        TabPane views = robot.lookup("#views").queryAs(TabPane.class);
        robot.interact(() -> views.getSelectionModel().select(views.getTabs().stream().filter(tab -> tab.getText().equals("Rehearsal")).findFirst().orElseThrow()));
        settle(() -> !root.busy() && !robot.lookup("#policy-editor").queryAs(CodeArea.class).getText().isEmpty());
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
