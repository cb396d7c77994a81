package dev.pathwarden.workbench.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.snapshot.Snapshots;
import dev.pathwarden.workbench.SampleArchives;
import dev.pathwarden.workbench.SampleRuns;
import dev.pathwarden.workbench.canvas.Stages;
import dev.pathwarden.workbench.cell.Palette;
import dev.pathwarden.workbench.nav.Selection;
import dev.pathwarden.workbench.nav.Workspace;
import dev.pathwarden.workbench.task.SameThreadTaskExecutor;
import dev.pathwarden.workbench.task.TaskExecutor;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class EvidenceViewTest {

    @TempDir
    private Path directory;
    private final TaskExecutor executor = new SameThreadTaskExecutor();
    private final Workspace workspace = new Workspace(Snapshots::open, new Selection(), executor);

    @Start
    void start(Stage stage) {
        Stages.show(stage, new HBox(new EvidenceView(new EvidenceViewModel(workspace, executor)).node()), Palette.LIGHT, 600, 400);
    }

    private Button open(FxRobot robot, Path location) {
        robot.interact(() -> workspace.open(List.of(location)));
        return robot.lookup("#evidence").queryButton();
    }

    private static List<String> explained(FxRobot robot) {
        return robot.lookup("#evidence-more").lookup(Label.class::isInstance).queryAllAs(Label.class).stream().map(Label::getText).toList();
    }

    @Test
    void button_withoutASnapshot_isNotThere(FxRobot robot) {
        assertThat(robot.lookup("#evidence").queryButton().isVisible()).isFalse();
    }

    @Test
    void button_ofWhatWasAltered_saysSo_andWhenPressed_where(FxRobot robot) {
        Button button = open(robot, SampleArchives.altered(directory));

        assertThat(button.getText()).isEqualTo("Altered after it was sealed");
        assertThat(button.getPseudoClassStates()).anySatisfy(state -> assertThat(state.getPseudoClassName()).isEqualTo("altered"));
        assertThat(button.getAccessibleHelp()).contains(SampleRuns.stopped().run().id().toString());
        robot.clickOn(button);
        assertThat(explained(robot)).first().asString().contains(SampleRuns.stopped().run().id().toString());
        assertThat(robot.lookup("#verify").tryQuery()).isEmpty();
    }

    @Test
    void button_ofALargeSnapshot_comparesItByKeyboard(FxRobot robot) {
        Button button = open(robot, SampleArchives.sealed(directory, SampleRuns.large((int) EvidenceViewModel.SMALL + 1)));
        assertThat(button.getText()).isEqualTo("Sealed, not verified yet");

        robot.interact(button::requestFocus);
        robot.type(KeyCode.SPACE);
        robot.interact(() -> robot.lookup("#verify").queryButton().requestFocus());
        robot.type(KeyCode.SPACE);

        assertThat(button.getText()).isEqualTo("Verified");
    }
}
