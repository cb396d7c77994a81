package dev.pathwarden.workbench.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pathwarden.model.casefile.FindingSeverity;
import dev.pathwarden.model.casefile.MarkContent;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.workbench.aftermath.RehearsedSteps;
import dev.pathwarden.workbench.canvas.LayeredCanvas;
import dev.pathwarden.workbench.canvas.Stages;
import dev.pathwarden.workbench.casefile.SampleMarks;
import dev.pathwarden.workbench.casefile.StepMarks;
import dev.pathwarden.workbench.cell.Palette;
import dev.pathwarden.workbench.keys.CommandKeys;
import dev.pathwarden.workbench.nav.Selection;
import dev.pathwarden.workbench.path.PathIndex;
import dev.pathwarden.workbench.path.SamplePaths;
import dev.pathwarden.workbench.settings.SettingsStore;
import dev.pathwarden.workbench.task.SameThreadTaskExecutor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Point2D;
import javafx.geometry.VerticalDirection;
import javafx.scene.control.Label;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.paint.Color;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class TimelineViewTest {

    private static final double WIDTH = 900;
    private static final double HEIGHT = 560;

    private final Selection selection = new Selection();
    private final SimpleObjectProperty<Palette> palette = new SimpleObjectProperty<>(Palette.LIGHT);
    private final SimpleObjectProperty<StepMarks> caseMarks = new SimpleObjectProperty<>(StepMarks.NONE);
    private final SimpleObjectProperty<RehearsedSteps> rehearsed = new SimpleObjectProperty<>(RehearsedSteps.NONE);
    private TimelineViewModel model;

    @Start
    void start(Stage stage) {
        model = new TimelineViewModel(selection, caseMarks, rehearsed, new SameThreadTaskExecutor());
        Stages.show(stage, new TimelineView(model, palette, new CommandKeys(SettingsStore.unkept(), Map.of())).node(), Palette.LIGHT, WIDTH, HEIGHT);
    }

    @Test
    void keys_walkZoomMoveAndFocus(FxRobot robot) {
        show(robot, SamplePaths.report());
        robot.interact(canvas(robot)::requestFocus);

        robot.type(KeyCode.RIGHT, 3);
        assertThat(model.selected()).isEqualTo(2);
        robot.type(KeyCode.LEFT);
        assertThat(model.selected()).isEqualTo(1);
        robot.type(KeyCode.END);
        assertThat(model.selected()).isEqualTo(29);
        robot.type(KeyCode.HOME);
        assertThat(model.selected()).isZero();

        TimeWindow all = model.windowProperty().get();
        robot.type(KeyCode.W);
        TimeWindow zoomed = model.windowProperty().get();
        assertThat(zoomed.length()).isLessThan(all.length());
        robot.type(KeyCode.D);
        assertThat(model.windowProperty().get().from()).isGreaterThan(zoomed.from());
        robot.type(KeyCode.A);
        assertThat(model.windowProperty().get().from()).isEqualTo(zoomed.from());
        robot.type(KeyCode.S, 2);
        assertThat(model.windowProperty().get()).isEqualTo(all);

        robot.type(KeyCode.RIGHT);
        robot.type(KeyCode.F);
        assertThat(model.windowProperty().get().length()).isLessThan(all.length() / 2);
        robot.type(KeyCode.DIGIT0);
        assertThat(model.windowProperty().get()).isEqualTo(all);
    }

    @Test
    void click_onABlockedStep_selectsItAndADoubleClickFocusesIt(FxRobot robot) {
        show(robot, SamplePaths.report());
        int write = SamplePaths.place(selection.run(), "customers-8812.csv");

        robot.clickOn(on(robot, write));
        assertThat(selection.step()).isEqualTo(SamplePaths.id(selection.run(), write));

        TimeWindow before = model.windowProperty().get();
        robot.doubleClickOn(on(robot, write));
        assertThat(model.windowProperty().get().length()).isLessThan(before.length() / 100);
    }

    @Test
    void hover_overAStep_showsItsDetailsInsideTheView(FxRobot robot) {
        show(robot, SamplePaths.report());

        robot.moveTo(on(robot, SamplePaths.place(selection.run(), "POST reports.internal")));

        StepCard card = robot.lookup(".pw-step-card").queryAs(StepCard.class);
        assertThat(card.isVisible()).isTrue();
        assertThat(robot.from(card).lookup(".label").queryAllAs(Label.class)).extracting(Label::getText).contains("data.http POST reports.internal", "Would be blocked");
        assertThat(card.getLayoutX() + card.getWidth()).isLessThanOrEqualTo(canvas(robot).getWidth());

        robot.moveTo(canvas(robot).localToScreen(300, canvas(robot).getHeight() - 5));
        assertThat(card.isVisible()).isFalse();
    }

    @Test
    void wheel_zoomsAroundTheMouse(FxRobot robot) {
        show(robot, SamplePaths.report());
        TimeWindow all = model.windowProperty().get();

        robot.moveTo(canvas(robot).localToScreen(500, 100));
        robot.scroll(3, VerticalDirection.UP);
        TimeWindow once = model.windowProperty().get();
        assertThat(once.length()).isLessThan(all.length() * 0.7);
        double chart = canvas(robot).getWidth() - LaneGeometry.GUTTER;
        assertThat(once.toPosition(500 - LaneGeometry.GUTTER, chart)).isEqualTo(all.toPosition(500 - LaneGeometry.GUTTER, chart), within(all.length() / 100));

        robot.scroll(5, VerticalDirection.DOWN);
        assertThat(model.windowProperty().get().length()).isEqualTo(all.length(), within(1.0));
    }

    @Test
    void drag_onTheAxis_zoomsIntoTheStretchAndOnTheLanesMoves(FxRobot robot) {
        show(robot, SamplePaths.report());
        TimeWindow all = model.windowProperty().get();
        double chart = canvas(robot).getWidth() - LaneGeometry.GUTTER;

        drag(robot, new Point2D(LaneGeometry.GUTTER + 100, 10), new Point2D(LaneGeometry.GUTTER + 300, 10));

        TimeWindow brushed = model.windowProperty().get();
        assertThat(all.toPixel(brushed.from(), chart)).isBetween(98.0, 102.0);
        assertThat(all.toPixel(brushed.to(), chart)).isBetween(298.0, 302.0);

        drag(robot, new Point2D(LaneGeometry.GUTTER + 300, 300), new Point2D(LaneGeometry.GUTTER + 200, 300));

        assertThat(model.windowProperty().get().from()).isGreaterThan(brushed.from());
        assertThat(model.windowProperty().get().length()).isEqualTo(brushed.length(), within(1.0));
    }

    @Test
    void laneSwitch_showsOneLaneForEachProcess(FxRobot robot) {
        show(robot, SamplePaths.report());

        robot.clickOn("#lanes-process");

        assertThat(model.modelProperty().get().lanes()).extracting(Lane::name).containsExactly("process 4242", "process 4711");
        robot.clickOn("#lanes-process");
        assertThat(model.lanesProperty().get()).isEqualTo(LaneBy.PROCESS);
        robot.clickOn("#time-utc");
        assertThat(model.timeProperty().get()).isEqualTo(TimeShown.UTC);
        robot.clickOn("#time-local");
        robot.clickOn("#time-local");
        assertThat(model.timeProperty().get()).isEqualTo(TimeShown.LOCAL);
    }

    @Test
    void blockedStep_isDrawnInItsOwnColour_andTheThemeIsFollowed(FxRobot robot) {
        show(robot, SamplePaths.report());
        int write = SamplePaths.place(selection.run(), "customers-8812.csv");
        Point2D at = canvas(robot).screenToLocal(on(robot, write));

        assertThat(near(robot, at, Palette.LIGHT.danger().strong())).isTrue();
        robot.interact(() -> palette.set(Palette.DARK));
        Stages.awaitPulses();
        assertThat(near(robot, at, Palette.DARK.danger().strong())).isTrue();
    }

    @Test
    void marksOfTheCase_areAtTheCornerOfTheirBars_andWhereTheyAreCloseAFindingComesFirst(FxRobot robot) {
        show(robot, SamplePaths.withoutClock(600));
        assertThat(robot.lookup("#timeline-case").queryAs(Label.class).isVisible()).isFalse();
        Map<Integer, List<MarkContent>> marks = new HashMap<>();
        for (int place = 1; place < selection.path().size(); place++) {
            marks.put(place, List.of(place == 602 ? SampleMarks.finding(FindingSeverity.CRITICAL) : SampleMarks.STAR));
        }

        robot.interact(() -> caseMarks.set(SampleMarks.of(selection.path(), marks)));
        Stages.awaitPulses();

        assertThat(robot.lookup("#timeline-case").queryAs(Label.class).isVisible()).isTrue();
        Point2D at = canvas(robot).screenToLocal(on(robot, 602));
        double chart = canvas(robot).getWidth() - LaneGeometry.GUTTER;
        Point2D corner = new Point2D(LaneGeometry.GUTTER + model.windowProperty().get().toPixel(model.modelProperty().get().from(602), chart), at.getY() - LaneGeometry.of(model.modelProperty().get().lanes(), canvas(robot).getHeight() - LaneGeometry.AXIS).row() / 2);
        assertThat(near(robot, corner, Palette.LIGHT.danger().strong())).isTrue();
    }

    @Test
    void emptyStates_sayWhatToDo(FxRobot robot) {
        Label empty = robot.lookup("#timeline-empty").queryAs(Label.class);
        assertThat(empty.getText()).isEqualTo("Choose a run to see its timeline.");
        show(robot, SamplePaths.empty());
        assertThat(empty.getText()).isEqualTo("Nothing was recorded in this run: it has no steps.");
        show(robot, SamplePaths.withoutClock(3));
        assertThat(empty.getText()).isEmpty();
        assertThat(robot.lookup("#time-none").queryAs(Label.class).isVisible()).isTrue();
    }

    @Test
    void canvas_hasARoleAndTheSummaryForAScreenReader(FxRobot robot) {
        show(robot, SamplePaths.report());

        assertThat(canvas(robot).getAccessibleRoleDescription()).isEqualTo("timeline");
        assertThat(canvas(robot).getAccessibleText()).contains("30 steps in 7 lanes", "blocked: 3");
        assertThat(canvas(robot).getAccessibleHelp()).contains("Step before: Left", "Zoom in: W");
    }

    private void show(FxRobot robot, RecordedRun run) {
        robot.interact(() -> selection.show(PathIndex.of(run)));
        Stages.awaitPulses();
    }

    private static LayeredCanvas canvas(FxRobot robot) {
        return robot.lookup("#timeline-canvas").queryAs(LayeredCanvas.class);
    }

    /** Where a step's bar is on the screen. */
    private Point2D on(FxRobot robot, int place) {
        LayeredCanvas canvas = canvas(robot);
        TimelineModel now = model.modelProperty().get();
        LaneGeometry geometry = LaneGeometry.of(now.lanes(), canvas.getHeight() - LaneGeometry.AXIS);
        int[] at = geometry.find(now, place);
        double x = LaneGeometry.GUTTER + model.windowProperty().get().toPixel(now.from(place), canvas.getWidth() - LaneGeometry.GUTTER);
        return canvas.localToScreen(x + 2, LaneGeometry.AXIS + geometry.rowTop(at[0], at[1]) + geometry.row() / 2 + 3);
    }

    private static void drag(FxRobot robot, Point2D from, Point2D to) {
        LayeredCanvas canvas = canvas(robot);
        robot.moveTo(canvas.localToScreen(from)).press(MouseButton.PRIMARY).moveTo(canvas.localToScreen(from.midpoint(to))).moveTo(canvas.localToScreen(to)).release(MouseButton.PRIMARY);
    }

    /** Whether the colour is drawn within a few pixels of a point. */
    private static boolean near(FxRobot robot, Point2D point, Color color) {
        WritableImage[] image = new WritableImage[1];
        robot.interact(() -> image[0] = canvas(robot).snapshot(null, null));
        for (int x = (int) point.getX() - 5; x <= point.getX() + 5; x++) {
            for (int y = (int) point.getY() - 5; y <= point.getY() + 5; y++) {
                Color found = image[0].getPixelReader().getColor(x, y);
                if (Math.abs(found.getRed() - color.getRed()) + Math.abs(found.getGreen() - color.getGreen()) + Math.abs(found.getBlue() - color.getBlue()) < 0.02) {
                    return true;
                }
            }
        }
        return false;
    }
}
