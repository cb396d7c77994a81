package dev.pathwarden.workbench.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pathwarden.policies.engine.Guardrail;
import dev.pathwarden.policies.rollout.BundleFile;
import dev.pathwarden.workbench.SampleSnapshot;
import dev.pathwarden.workbench.settings.SettingsStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import javafx.application.ColorScheme;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.fxmisc.richtext.CodeArea;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** From a step that should not have happened to a guardrail that running programs follow, and back, in one window. */
@ExtendWith(ApplicationExtension.class)
class RehearsalFlowTest {

    @TempDir
    private Path directory;
    private CompositionRoot root;

    @Start
    void start(Stage stage) {
        root = new CompositionRoot(stage, new SimpleObjectProperty<>(ColorScheme.LIGHT), null, SettingsStore.unkept(), Map.of("HOME", directory.toString()),
                location -> SampleSnapshot.demo().at(directory.resolve("demo.pathwarden")), chooser -> directory.resolve("drafts").resolve(chooser.getInitialFileName()).toFile());
        stage.setX(0);
        stage.setY(0);
        stage.show();
    }

    @AfterEach
    void close() {
        WaitForAsyncUtils.asyncFx(root::close);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private void settle(Callable<Boolean> condition) {
        await().atMost(Duration.ofSeconds(60)).until(() -> WaitForAsyncUtils.asyncFx(() -> !root.busy() && condition.call()).get());
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static String text(FxRobot robot, String query) {
        return robot.lookup(query).queryAs(Label.class).getText();
    }

    private static String editor(FxRobot robot) {
        return robot.lookup("#policy-editor").queryAs(CodeArea.class).getText();
    }

    @Test
    void step_becomesAGuardrail_thatIsTried_judged_plannedAndDeployed_andTakenBack(FxRobot robot) throws Exception {
        Files.createDirectories(directory.resolve("drafts"));
        Path bundle = directory.resolve("guardrails.bundle");
        WaitForAsyncUtils.asyncFx(() -> root.workspace().open(List.of(Path.of("demo"))));
        settle(() -> true);

        // The alarm, and what it hits besides.
        robot.push(KeyCode.SHORTCUT, KeyCode.B);
        robot.push(KeyCode.SHORTCUT, KeyCode.SHIFT, KeyCode.D);
        settle(() -> robot.lookup("#draft").tryQuery().filter(Node::isVisible).isPresent() && text(robot, "#draft-summary").startsWith("Hits"));

        // As text, which is tried by itself.
        robot.clickOn("#draft-edit");
        settle(() -> editor(robot).startsWith("# Drafted from step") && robot.lookup("#rehearsal-summary").tryQuery().isPresent());
        String id = editor(robot).lines().filter(line -> line.startsWith("id: ")).findFirst().orElseThrow().substring(4);
        assertThat(text(robot, "#rehearsal-summary")).contains("1 step would have been stopped");

        robot.clickOn("#filter-all");
        TableView<Object> hits = robot.lookup("#hits").queryTableView();
        robot.interact(() -> {
            hits.requestFocus();
            hits.getSelectionModel().clearAndSelect(0);
        });
        robot.push(KeyCode.R);
        settle(() -> text(robot, "#judge-figures").startsWith("Judged: 1 stopped rightly"));

        robot.clickOn("#editing-save");
        settle(() -> Files.exists(directory.resolve("drafts")) && directory.resolve("drafts").toFile().list().length == 1);

        // The plan, with what it came to here; then its stages.
        robot.push(KeyCode.SHORTCUT, KeyCode.DIGIT8);
        robot.clickOn("#rollout-make");
        robot.clickOn("#plan-bundle").write(bundle.toString());
        robot.clickOn("#plan-file").write(directory.resolve("plan.yaml").toString());
        robot.clickOn("#plan-make");
        settle(() -> robot.lookup("#plan-make").tryQuery().isEmpty() || !text(robot, "#plan-problem").isEmpty());
        assertThat(robot.lookup("#plan-problem").tryQueryAs(Label.class).map(Label::getText)).isEmpty();
        settle(() -> robot.lookup("#rollout-standing").tryQuery().isPresent());
        assertThat(Files.readString(directory.resolve("plan.yaml"))).contains("guardrails: [" + id + "]").contains(id + ": {runs: 1, steps: 1}");
        assertThat(bundle).doesNotExist();

        for (String stage : List.of("Stage 1 of 3", "Stage 2 of 3", "Stage 3 of 3")) {
            robot.clickOn("#rollout-next").clickOn("#rollout-confirm-yes");
            settle(() -> text(robot, "#rollout-standing").startsWith(stage));
        }
        assertThat(new BundleFile(bundle).open().bundle().guardrails()).singleElement().satisfies(deployed -> {
            assertThat(deployed.id()).isEqualTo(id);
            assertThat(deployed.mode()).isEqualTo(dev.pathwarden.model.step.Mode.ENFORCE);
        });

        robot.clickOn("#rollout-back").clickOn("#rollout-confirm-yes");
        settle(() -> text(robot, "#rollout-standing").startsWith("What was there before the roll-out"));
        assertThat(new BundleFile(bundle).open().bundle().guardrails()).extracting(Guardrail::id).isEmpty();
    }
}
