package dev.pathwarden.workbench.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.policies.rehearsal.Change;
import dev.pathwarden.policies.rehearsal.Hit;
import dev.pathwarden.workbench.SampleSnapshot;
import dev.pathwarden.workbench.settings.SettingsStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

/** A step that is opened from the results of a rehearsal shows its run as it would have gone. */
@ExtendWith(ApplicationExtension.class)
class AftermathTest {

    private static final String LOADS = "id: no-customers\ntitle: T\non: [tool.call]\nwhen: step.tool.name == 'load_customers'\naction: block\n";

    @TempDir
    private Path directory;
    private CompositionRoot root;

    @Start
    void start(Stage stage) throws IOException {
        root = new CompositionRoot(stage, new SimpleObjectProperty<>(ColorScheme.LIGHT), Files.writeString(directory.resolve("loads.yaml"), LOADS), SettingsStore.unkept(), Map.of(), location -> SampleSnapshot.demo());
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
        WindowProbe.settle(() -> !root.busy() && condition.call());
    }

    private static List<String> sentences(FxRobot robot) {
        return robot.lookup("#aftermath-sentence").queryAllAs(Label.class).stream().filter(AftermathTest::isSeen).map(Label::getText).toList();
    }

    private static boolean isSeen(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return node.getScene() != null;
    }

    private void open(FxRobot robot, int digit) {
        robot.push(KeyCode.SHORTCUT, KeyCode.getKeyCode(String.valueOf(digit)));
        settle(() -> true);
    }

    private void tryAndOpen(FxRobot robot, String name) {
        WaitForAsyncUtils.asyncFx(() -> root.workspace().open(List.of(Path.of("demo"))));
        settle(() -> true);
        open(robot, 7);
        settle(() -> !robot.lookup("#policy-editor").queryAs(CodeArea.class).getText().isEmpty());
        robot.clickOn("#rehearse");
        settle(() -> robot.lookup("#rehearsal-summary").tryQuery().isPresent());
        robot.clickOn("#filter-all");
        TableView<Hit> hits = robot.lookup("#hits").queryTableView();
        robot.interact(() -> hits.getSelectionModel().select(hits.getItems().stream().filter(hit -> hit.name().equals(name)).findFirst().orElseThrow()));
        settle(() -> true);
    }

    @Test
    void stepOfTheResults_isShownWithWhatWouldNotHaveHappened_untilThatIsLeft(FxRobot robot) {
        tryAndOpen(robot, "load_customers");

        open(robot, 2);
        assertThat(sentences(robot)).singleElement().asString().startsWith("Rehearsed: no-customers would have blocked step 3;").endsWith("behind it would not have happened.");
        assertThat(robot.lookup("#timeline-canvas").query().getAccessibleText()).contains("tool.call load_customers, newly stopped by no-customers (block)").contains("Rehearsed: no-customers would have blocked step 3");
        open(robot, 3);
        assertThat(sentences(robot)).hasSize(1);
        assertThat(robot.lookup("#graph-canvas").query().getAccessibleText()).contains("Rehearsed: no-customers would have blocked step 3");
        robot.interact(robot.lookup("#graph-canvas").query()::requestFocus);
        robot.push(KeyCode.RIGHT);
        assertThat(sentences(robot)).as("the step in the call").containsExactly("Rehearsed: step 4 would not have happened: it was caused by step 3, which would have been stopped.");
        open(robot, 4);
        settle(() -> robot.lookup(".follow-is-rehearsed").tryQuery().isPresent());

        robot.push(KeyCode.SHIFT, KeyCode.ESCAPE);
        settle(() -> sentences(robot).isEmpty());
        assertThat(robot.lookup(".follow-is-rehearsed").queryAll()).isEmpty();
        open(robot, 3);
        assertThat(robot.lookup("#graph-canvas").query().getAccessibleText()).doesNotContain("Rehearsed");
        open(robot, 2);
        assertThat(sentences(robot)).isEmpty();
    }

    @Test
    void runs_areShownAsTheyWouldHaveGone_alsoAnother_andWithGuardrailsThatWereChangedSince(FxRobot robot) {
        tryAndOpen(robot, "sudo");
        open(robot, 2);
        assertThat(sentences(robot)).singleElement().asString().isEqualTo("Rehearsed: privileged-process stopped step 12 before; now it would have gone on.");

        robot.interact(() -> root.workspace().show(root.workspace().runs().get(1).run().id()));
        settle(() -> true);
        assertThat(sentences(robot)).singleElement().asString().startsWith("Rehearsed: 1 step of this run would have been stopped, newly;");

        open(robot, 7);
        CodeArea text = robot.lookup("#policy-editor").queryAs(CodeArea.class);
        robot.interact(() -> text.replaceText(LOADS.replace("load_customers", "save_report")));
        settle(() -> robot.lookup("#hits").<Hit>queryTableView().getItems().stream().anyMatch(hit -> hit.name().equals("save_report") && hit.change() == Change.NEWLY_STOPPED));
        open(robot, 2);
        robot.interact(() -> root.workspace().show(root.workspace().runs().get(1).run().id(), 5));
        settle(() -> sentences(robot).stream().anyMatch(sentence -> sentence.startsWith("Rehearsed: no-customers would have blocked step 6;")));
        robot.clickOn("#aftermath-leave");
        settle(() -> sentences(robot).isEmpty());
    }
}
