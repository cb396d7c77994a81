package dev.pathwarden.workbench.held;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.hold.HeldStep;
import dev.pathwarden.model.step.Hold;
import dev.pathwarden.workbench.canvas.Stages;
import dev.pathwarden.workbench.cell.Palette;
import dev.pathwarden.workbench.pictures.PictureInspection;
import dev.pathwarden.workbench.task.SameThreadTaskExecutor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class HeldViewTest {

    private static final double WIDTH = 960;
    private static final double HEIGHT = 720;

    private final SampleRecording recording = new SampleRecording(SampleHolds.mail(), SampleHolds.command(), SampleHolds.answered(Hold.Answer.APPROVED));
    private final HeldViewModel model = new HeldViewModel(new SameThreadTaskExecutor(), place -> recording, () -> SampleHolds.NOW);
    private Stage window;
    private HeldStep path;
    private boolean asked;

    @Start
    void start(Stage stage) {
        window = stage;
        Stages.show(stage, new HeldView(model, () -> asked = true, step -> path = step).node(), Palette.LIGHT, WIDTH, HEIGHT);
    }

    private void watch(FxRobot robot) {
        robot.interact(() -> model.watch(Path.of("run")));
    }

    private void choose(FxRobot robot, String name) {
        robot.interact(() -> model.select(model.steps().stream().filter(step -> step.step().step().name().equals(name)).findFirst().orElseThrow()));
    }

    private static String text(FxRobot robot, String query) {
        return robot.lookup(query).queryAs(Label.class).getText();
    }

    @Test
    void view_withoutARecording_saysWhatToDo(FxRobot robot) {
        assertThat(text(robot, "#held-empty")).contains("action: hold", "Choose the directory of a run that goes on");
        robot.clickOn("#held-choose");
        assertThat(asked).isTrue();
    }

    @Test
    void step_isShownWithAllThatAnAnswerBinds(FxRobot robot) {
        watch(robot);
        choose(robot, "send_mail");

        assertThat(robot.lookup("#held-arguments").queryAs(TextArea.class).getText()).contains("to: \"m.keller@partner.example\"", "| Kind regards", "[1] \"/srv/reports/customers.csv\"");
        assertThat(text(robot, "#held-wait")).isEqualTo("9 min 12 s left");
        assertThat(text(robot, "#held-state")).isEqualTo("2 steps wait in run");
        assertThat(labels(robot)).anyMatch(line -> line.contains("would mail personal data")).contains("agent.invoke research-desk › agent.invoke writer");
        assertThat(robot.lookup("#held-path").queryListView().getItems()).hasSize(5);
    }

    @Test
    void pathBehindAStep_isShown_byButtonAndByKey(FxRobot robot) {
        watch(robot);
        choose(robot, "send_mail");
        robot.interact(() -> robot.lookup("#held-show-path").queryButton().fire());
        assertThat(path.step().step().name()).isEqualTo("send_mail");

        choose(robot, "rm");
        robot.clickOn("#held-list");
        robot.push(KeyCode.SHORTCUT, KeyCode.P);
        assertThat(path).isSameAs(model.selectedProperty().get()).isNotNull();
    }

    private static List<String> labels(FxRobot robot) {
        List<String> labels = new ArrayList<>();
        robot.from(robot.lookup("#held-details").<Node>query()).lookup((Predicate<Node>) Labeled.class::isInstance).queryAll().forEach(label -> labels.add(String.valueOf(((Labeled) label).getText())));
        return labels;
    }

    @Test
    void doubleClickOnApprove_approvesNothing(FxRobot robot) {
        watch(robot);
        robot.doubleClickOn("#held-approve");
        robot.doubleClickOn("#held-approve");

        assertThat(recording.answers).isEmpty();
    }

    @Test
    void keyPressedAgainAndAgain_approvesNothing(FxRobot robot) {
        watch(robot);
        robot.interact(() -> robot.lookup("#held-approve").queryButton().requestFocus());
        for (int i = 0; i < 7; i++) {
            robot.type(KeyCode.SPACE);
        }
        robot.type(KeyCode.SPACE, KeyCode.ENTER, KeyCode.ENTER);
        robot.type(KeyCode.SPACE, KeyCode.ESCAPE);

        assertThat(recording.answers).isEmpty();
        assertThat(model.confirmingProperty().get()).isFalse();
    }

    @Test
    void approval_isGivenByKeyboard_withItsReason(FxRobot robot) {
        watch(robot);
        robot.clickOn("#held-list").type(KeyCode.HOME, KeyCode.DOWN);
        assertThat(model.selectedProperty().get().step().step().name()).isEqualTo("send_mail");
        robot.interact(() -> robot.lookup("#held-reason").queryAs(TextField.class).requestFocus());
        robot.write("asked for by phone");
        robot.type(KeyCode.TAB, KeyCode.TAB, KeyCode.SPACE);
        assertThat(text(robot, "#held-question")).isEqualTo("Let tool.call send_mail happen, once, with exactly these arguments?");
        robot.press(KeyCode.SHIFT).type(KeyCode.TAB).release(KeyCode.SHIFT).type(KeyCode.SPACE);

        assertThat(recording.answers).containsExactly("approve send_mail: asked for by phone");
        assertThat(text(robot, "#held-notice")).isEqualTo("Approved: tool.call send_mail may happen, once.");
    }

    @Test
    void denial_isOneClick(FxRobot robot) {
        watch(robot);
        robot.clickOn("#held-deny");
        assertThat(recording.answers).containsExactly("deny rm");
        assertThat(robot.lookup("#held-deny").queryButton().isVisible() && robot.lookup(".answer-bar").query().isVisible()).isFalse();
    }

    @Test
    void reason_takesNoMoreThanTheRecordDoes(FxRobot robot) {
        watch(robot);
        TextField reason = robot.lookup("#held-reason").queryAs(TextField.class);
        robot.interact(() -> reason.setText("x".repeat(500)));
        robot.interact(() -> reason.setText("x".repeat(501)));
        assertThat(reason.getText()).hasSize(500);
    }

    @Test
    void question_hasTheWayBackWhereApproveWas_withTheFocus(FxRobot robot) {
        watch(robot);
        Bounds before = bounds(robot, "#held-approve");
        robot.clickOn("#held-approve");

        assertThat(window.getScene().getFocusOwner().getId()).isEqualTo("held-cancel");
        assertThat(bounds(robot, "#held-cancel").contains(before.getCenterX(), before.getCenterY())).isTrue();
        assertThat(bounds(robot, "#held-confirm").intersects(before)).isFalse();

        robot.type(KeyCode.ENTER);
        assertThat(window.getScene().getFocusOwner().getId()).isEqualTo("held-approve");
    }

    private static Bounds bounds(FxRobot robot, String query) {
        Node node = robot.lookup(query).query();
        return node.localToScene(node.getBoundsInLocal());
    }

    @Test
    void arguments_areNoTrapForTheKeyboard(FxRobot robot) {
        watch(robot);
        robot.interact(() -> robot.lookup("#held-arguments").query().requestFocus());
        robot.type(KeyCode.TAB);
        assertThat(window.getScene().getFocusOwner().getId()).isEqualTo("held-path");
        robot.press(KeyCode.SHIFT).type(KeyCode.TAB).release(KeyCode.SHIFT);
        assertThat(window.getScene().getFocusOwner().getId()).isEqualTo("held-arguments");
    }

    @Test
    void everyControl_hasAName(FxRobot robot) {
        watch(robot);
        choose(robot, "send_mail");
        for (String query : List.of("#held-list", "#held-arguments", "#held-path", "#held-reason")) {
            assertThat(robot.lookup(query).query().getAccessibleText()).as(query).isNotBlank();
        }
        assertThat(robot.lookup(".button").<Button>queryAll()).isNotEmpty()
                .allSatisfy(button -> assertThat(button.getText() == null || button.getText().isBlank() ? button.getAccessibleText() : button.getText()).isNotBlank());
        assertThat(robot.lookup("#held-list .list-cell").<Node>queryAll()).filteredOn(cell -> cell.getAccessibleText() != null).extracting(Node::getAccessibleText)
                .contains("tool.call send_mail, research-desk, 9 min 12 s left");
    }

    @ParameterizedTest
    @EnumSource(Palette.class)
    void pictures_showAllTextReadable(Palette palette, FxRobot robot) {
        robot.interact(() -> Stages.show(window, window.getScene().getRoot().getChildrenUnmodifiable().getFirst(), palette, WIDTH, HEIGHT));
        List<String> faults = new ArrayList<>();
        inspect(robot, "empty", faults);
        watch(robot);
        for (String name : List.of("send_mail", "rm", "orders-47.csv")) {
            choose(robot, name);
            inspect(robot, name, faults);
        }
        choose(robot, "send_mail");
        robot.interact(model::askToApprove);
        inspect(robot, "question", faults);
        robot.interact(model::approve);
        inspect(robot, "approved", faults);
        assertThat(faults).isEmpty();
    }

    private void inspect(FxRobot robot, String what, List<String> faults) {
        Stages.awaitPulses();
        Parent content = window.getScene().getRoot();
        robot.interact(() -> new PictureInspection(content, window.getScene().getWidth(), window.getScene().getHeight()).faults().forEach(fault -> faults.add(what + ": " + fault)));
    }
}
