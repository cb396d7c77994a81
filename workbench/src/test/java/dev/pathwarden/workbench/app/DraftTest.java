package dev.pathwarden.workbench.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pathwarden.policies.compiler.Compilation;
import dev.pathwarden.policies.compiler.GuardrailCompiler;
import dev.pathwarden.policies.guardrail.GuardrailSource;
import dev.pathwarden.policies.testing.GuardrailTests;
import dev.pathwarden.workbench.SampleSnapshot;
import dev.pathwarden.workbench.settings.SettingsStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import javafx.application.ColorScheme;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.fxmisc.richtext.CodeArea;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** A guardrail is drafted from recorded steps, by keyboard and by mouse. */
@ExtendWith(ApplicationExtension.class)
class DraftTest {

    private CompositionRoot root;

    @Start
    void start(Stage stage) {
        root = new CompositionRoot(stage, new SimpleObjectProperty<>(ColorScheme.LIGHT), null, SettingsStore.unkept(), Map.of(), location -> SampleSnapshot.demo());
        stage.setX(0);
        stage.setY(0);
        stage.show();
    }

    @AfterEach
    void close() {
        WaitForAsyncUtils.asyncFx(root::close);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private void open() {
        WaitForAsyncUtils.asyncFx(() -> root.workspace().open(List.of(Path.of("demo"))));
        settle(() -> !root.busy());
    }

    private static void settle(Callable<Boolean> condition) {
        await().atMost(Duration.ofSeconds(60)).until(() -> WaitForAsyncUtils.asyncFx(condition).get());
        WaitForAsyncUtils.waitForFxEvents();
    }

    private void drafted(FxRobot robot) {
        settle(() -> !root.busy() && robot.lookup("#draft").tryQuery().filter(Node::isVisible).isPresent() && text(robot, "#draft-summary").startsWith("Hits"));
    }

    private static String text(FxRobot robot, String query) {
        return robot.lookup(query).queryAs(Label.class).getText();
    }

    private static List<CheckBox> switches(FxRobot robot) {
        return robot.from(robot.lookup("#draft-switches").<Node>query()).lookup(".check-box").<CheckBox>queryAll().stream().toList();
    }

    @Test
    void step_isDraftedByKey_switchedByKeyboard_andEditedAsAFileWithItsTests(FxRobot robot) {
        open();
        robot.push(KeyCode.SHORTCUT, KeyCode.B);
        robot.push(KeyCode.SHORTCUT, KeyCode.SHIFT, KeyCode.D);
        drafted(robot);
        String before = text(robot, "#draft-summary");
        List<CheckBox> on = switches(robot).stream().filter(CheckBox::isSelected).toList();

        assertThat(on).isNotEmpty();
        for (CheckBox each : on) {
            robot.interact(each::requestFocus);
            robot.push(KeyCode.SPACE);
        }
        settle(() -> !root.busy() && !text(robot, "#draft-summary").equals(before));
        assertThat(switches(robot)).as("the rows stay while they are switched").containsAll(on).noneMatch(CheckBox::isSelected);
        assertThat(text(robot, "#draft-notes")).contains("It asks for nothing");
        robot.interact(on.getFirst()::requestFocus);
        robot.push(KeyCode.SPACE);
        settle(() -> !root.busy());
        robot.clickOn("#draft-edit");
        settle(() -> !root.busy() && robot.lookup("#policy-editor").queryAs(CodeArea.class).getText().startsWith("# Drafted from step"));

        Compilation written = GuardrailCompiler.compile(List.of(new GuardrailSource("draft.yaml", robot.lookup("#policy-editor").queryAs(CodeArea.class).getText())));
        assertThat(written.problems()).isEmpty();
        assertThat(GuardrailTests.run(written).guardrails().getFirst().tests()).isNotEmpty().allMatch(test -> test.passed());
        assertThat(robot.lookup("#guardrail-file").queryComboBox().getValue().toString()).startsWith("draft-").endsWith(".yaml *");
    }

    @Test
    void switches_byMouse_widenAndTellWhatElseWouldBeHit_andAHitOpens(FxRobot robot) {
        open();
        robot.push(KeyCode.SHORTCUT, KeyCode.B);
        robot.clickOn("#inspector-draft").clickOn("#draft-step");
        drafted(robot);
        ComboBox<Object> choice = robot.lookup(node -> node instanceof ComboBox<?> && node.getId() != null && node.getId().startsWith("draft-choice-") && node.isVisible()).queryComboBox();

        robot.interact(() -> choice.getSelectionModel().selectLast());
        settle(() -> !root.busy());
        String clause = choice.getId().replace("draft-choice-", "");
        assertThat(robot.lookup("#draft-switch-" + clause).queryAs(CheckBox.class).isSelected()).isFalse();
        switches(robot).stream().filter(CheckBox::isSelected).forEach(robot::clickOn);
        ListView<Object> others = robot.lookup("#draft-others").queryListView();
        settle(() -> !root.busy() && !others.getItems().isEmpty());
        robot.interact(others::requestFocus);
        robot.push(KeyCode.DOWN).push(KeyCode.ENTER);
        settle(() -> !root.busy());

        assertThat(robot.lookup("#draft").<Node>query().isVisible()).as("the draft stays while its hits are looked at").isTrue();
        robot.clickOn("#draft-discard");
        settle(() -> !robot.lookup("#draft").<Node>query().isVisible());
        assertThat(robot.lookup("#policy-editor").<Node>query().isVisible()).isTrue();
    }

    @Test
    void flow_isDraftedFromTheMenuOfItsSink(FxRobot robot) {
        open();
        WaitForAsyncUtils.asyncFx(() -> root.workspace().runs().getFirst());
        for (int i = 0; i < 40; i++) {
            robot.push(KeyCode.ALT, KeyCode.DOWN);
            settle(() -> !root.busy());
            robot.clickOn("#inspector-draft");
            if (robot.lookup("#draft-flow").tryQuery().isPresent()) {
                break;
            }
            robot.push(KeyCode.ESCAPE);
        }
        robot.clickOn(robot.lookup("#draft-flow").queryAll().iterator().next());
        drafted(robot);

        assertThat(robot.lookup("#draft-switch-flow").queryAs(CheckBox.class).isSelected()).isTrue();
        assertThat(switches(robot)).anyMatch(each -> each.getId().startsWith("draft-switch-source_"));
    }
}
