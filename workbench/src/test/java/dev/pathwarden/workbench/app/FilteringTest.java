package dev.pathwarden.workbench.app;

import static dev.pathwarden.workbench.app.WindowProbe.settle;
import static dev.pathwarden.workbench.app.WindowProbe.text;
import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** The filter as an analyst uses it, wherever the window offers it. */
@ExtendWith(ApplicationExtension.class)
class FilteringTest extends SampleWindow {

    @Start
    void start(Stage stage) {
        show(stage);
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
    void words_areMarkedInTheStepWhereTheyStand(FxRobot robot) {
        open("demo");

        robot.push(KeyCode.SHORTCUT, KeyCode.F);
        robot.write("ada@EXAMPLE");
        settle(() -> robot.lookup("#filter-state").queryAs(Label.class).getText().equals("Words") && !root.busy());
        robot.push(KeyCode.ALT, KeyCode.DOWN);

        assertThat(robot.lookup("#inspector .found").<Text>queryAll()).isNotEmpty().allSatisfy(found -> assertThat(found.getText()).isEqualTo("ada@example"));
    }
}
