package dev.pathwarden.workbench.app;

import static dev.pathwarden.workbench.app.WindowProbe.settle;
import static dev.pathwarden.workbench.app.WindowProbe.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.policies.pack.Pack;
import dev.pathwarden.policies.rehearsal.ComparedGuardrail;
import dev.pathwarden.policies.rehearsal.GroupBy;
import dev.pathwarden.policies.rehearsal.Hit;
import dev.pathwarden.policies.rehearsal.HitGroup;
import dev.pathwarden.policies.rehearsal.Standing;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.fxmisc.richtext.CodeArea;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** Trying guardrails in the window. */
@ExtendWith(ApplicationExtension.class)
class RehearsalTest extends SampleWindow {

    @Start
    void start(Stage stage) {
        show(stage);
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
}
