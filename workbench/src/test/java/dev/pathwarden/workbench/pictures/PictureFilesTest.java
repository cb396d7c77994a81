package dev.pathwarden.workbench.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.workbench.aftermath.RehearsedSteps;
import dev.pathwarden.workbench.aftermath.SampleRehearsals;
import dev.pathwarden.workbench.SampleRuns;
import dev.pathwarden.workbench.SampleSnapshot;
import dev.pathwarden.workbench.canvas.Picture;
import dev.pathwarden.workbench.canvas.Stages;
import dev.pathwarden.workbench.casefile.StepMarks;
import dev.pathwarden.workbench.cause.CausesViewModel;
import dev.pathwarden.workbench.cell.Palette;
import dev.pathwarden.workbench.graph.PathGraphView;
import dev.pathwarden.workbench.graph.PathGraphViewModel;
import dev.pathwarden.workbench.keys.CommandKeys;
import dev.pathwarden.workbench.nav.Selection;
import dev.pathwarden.workbench.nav.Workspace;
import dev.pathwarden.workbench.path.PathIndex;
import dev.pathwarden.workbench.path.SamplePaths;
import dev.pathwarden.workbench.settings.SettingsStore;
import dev.pathwarden.workbench.task.SameThreadTaskExecutor;
import dev.pathwarden.workbench.timeline.TimelineView;
import dev.pathwarden.workbench.timeline.TimelineViewModel;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class PictureFilesTest {

    @TempDir
    private Path directory;
    private final Selection selection = new Selection();
    private final SameThreadTaskExecutor executor = new SameThreadTaskExecutor();
    private final Workspace workspace = new Workspace(location -> SampleSnapshot.demo(), selection, executor);
    private final SimpleObjectProperty<RehearsedSteps> rehearsed = new SimpleObjectProperty<>(RehearsedSteps.NONE);
    private TimelineView timeline;
    private PathGraphView graph;

    @Start
    void start(Stage stage) {
        SimpleObjectProperty<Palette> palette = new SimpleObjectProperty<>(Palette.LIGHT);
        SimpleObjectProperty<StepMarks> marks = new SimpleObjectProperty<>(StepMarks.NONE);
        timeline = new TimelineView(new TimelineViewModel(selection, marks, rehearsed, executor), palette, new CommandKeys(SettingsStore.unkept(), Map.of()));
        graph = new PathGraphView(new PathGraphViewModel(selection, new CausesViewModel(selection, executor), marks, rehearsed, executor), palette, new CommandKeys(SettingsStore.unkept(), Map.of()));
        HBox both = new HBox(timeline.node(), graph.node());
        HBox.setHgrow(graph.node(), Priority.ALWAYS);
        Stages.show(stage, both, Palette.LIGHT, 1400, 640);
    }

    private void show(FxRobot robot, RecordedRun run) {
        robot.interact(() -> selection.show(PathIndex.of(run)));
        Stages.awaitPulses();
    }

    /** Writes a picture as whoever chose that name in the dialog does. */
    private String saved(FxRobot robot, Picture picture, String name) throws Exception {
        Path file = directory.resolve(name);
        PictureDialog dialog = new PictureDialog(workspace, executor, chooser -> file.toFile());
        robot.interact(() -> dialog.show(picture));
        assertThat(dialog.noticeProperty().get()).isEqualTo("The picture is " + file + ".");
        return name.endsWith(".svg") ? Files.readString(file) : "";
    }

    @Test
    void graph_asSvg_hasItsBoxesLabelsAndWordsAsText_andTellsItselfInWords(FxRobot robot) throws Exception {
        show(robot, SampleRuns.stopped());
        robot.interact(() -> selection.select(SamplePaths.id(selection.run(), "web/fetch")));
        Stages.awaitPulses();

        String svg = saved(robot, graph.picture(true), "graph.svg");

        assertThat(svg).contains("<title id=\"title\">Path graph of run 4bf92f35</title>", "Root cause: step 6: mcp.call notes/search", ">notes/search</text>", ">web/fetch</text>", ">untrusted</text>", "“http://169.254.169.254/latest/meta-data”</text>").doesNotContain("href", "<script");
    }

    @Test
    void timeline_ofTheWholeRun_hasAllLanes_alsoWhenOnlyAPartIsInView(FxRobot robot) throws Exception {
        show(robot, SampleRuns.stopped());
        robot.interact(() -> selection.select(SamplePaths.id(selection.run(), "web/fetch")));

        String svg = saved(robot, timeline.picture(true), "timeline.svg");

        assertThat(svg).contains("<title id=\"title\">Timeline of run 4bf92f35</title>", ">Model</text>", ">Outcome</text>", ">mcp.call web/fetch</text>", "13 steps in 7 lanes");
    }

    @Test
    void pictures_ofARehearsedRun_drawWhatWouldNotHaveHappened_inBrokenFramesAndStruckThrough_andTellIt(FxRobot robot) throws Exception {
        show(robot, SampleRuns.stopped());
        robot.interact(() -> selection.select(SamplePaths.id(selection.run(), "load_customers")));
        long graphLines = drawn(saved(robot, graph.picture(true), "before.svg"), "stroke-dasharray=\"5 4\"");
        long bars = drawn(saved(robot, timeline.picture(true), "before.svg"), "stroke-dasharray=\"4 3\"");

        robot.interact(() -> rehearsed.set(SampleRehearsals.of(selection.path())));
        Stages.awaitPulses();
        String boxes = saved(robot, graph.picture(true), "graph.svg");
        String lanes = saved(robot, timeline.picture(true), "timeline.svg");

        long behind = rehearsed.get().rehearsed().behind();
        assertThat(behind).isPositive();
        assertThat(drawn(boxes, "stroke-dasharray=\"5 4\"") - graphLines).as("a box for each").isEqualTo(behind);
        assertThat(drawn(lanes, "stroke-dasharray=\"4 3\"") - bars).as("a bar for each").isEqualTo(behind);
        assertThat(List.of(boxes, lanes)).allSatisfy(svg -> assertThat(svg).contains("Rehearsed: no-customers would have blocked step 3; " + behind + " steps behind it would not have happened."));
    }

    private static long drawn(String svg, String what) {
        return svg.split(Pattern.quote(what), -1).length - 1L;
    }

    @Test
    void png_isTwiceAsFineAsTheView_andAsLargeAsItsLongestSideMayBe(FxRobot robot) throws Exception {
        show(robot, SampleRuns.stopped());
        Picture picture = timeline.picture(false);

        saved(robot, picture, "timeline.png");

        assertThat(ImageIO.read(directory.resolve("timeline.png").toFile()).getWidth()).isEqualTo((int) Math.ceil(picture.width() * 2));
        saved(robot, new Picture("wide", "", 20_000, 10, (pen, width, height) -> pen.fillRect(0, 0, width, height)), "wide.png");
        assertThat(ImageIO.read(directory.resolve("wide.png").toFile()).getWidth()).isEqualTo(8_192);
    }

    @Test
    void nothingToTakeAPictureOf_orNowhereToWrite_isSaidInASentence(FxRobot robot) {
        PictureDialog dialog = new PictureDialog(workspace, executor, chooser -> new File(directory.toFile(), "none/picture.svg"));
        robot.interact(() -> dialog.show(timeline.picture(true)));
        assertThat(workspace.problemProperty().get()).startsWith("There is nothing to take a picture of");

        show(robot, SampleRuns.stopped());
        robot.interact(() -> dialog.show(timeline.picture(true)));
        assertThat(workspace.problemProperty().get()).startsWith("The picture could not be written to ");
    }
}
