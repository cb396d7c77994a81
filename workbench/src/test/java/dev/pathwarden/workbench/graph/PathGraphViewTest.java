package dev.pathwarden.workbench.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.casefile.FindingSeverity;
import dev.pathwarden.model.search.FoundPlaces;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.workbench.aftermath.RehearsedSteps;
import dev.pathwarden.workbench.SampleRuns;
import dev.pathwarden.workbench.canvas.LayeredCanvas;
import dev.pathwarden.workbench.canvas.Stages;
import dev.pathwarden.workbench.casefile.RunMarks;
import dev.pathwarden.workbench.casefile.SampleMarks;
import dev.pathwarden.workbench.casefile.StepMarks;
import dev.pathwarden.workbench.cause.CausesViewModel;
import dev.pathwarden.workbench.cell.Palette;
import dev.pathwarden.workbench.keys.CommandKeys;
import dev.pathwarden.workbench.nav.Matches;
import dev.pathwarden.workbench.nav.Selection;
import dev.pathwarden.workbench.path.PathIndex;
import dev.pathwarden.workbench.path.SamplePaths;
import dev.pathwarden.workbench.settings.SettingsStore;
import dev.pathwarden.workbench.task.SameThreadTaskExecutor;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Point2D;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class PathGraphViewTest {

    private final Selection selection = new Selection();
    private final SimpleObjectProperty<StepMarks> caseMarks = new SimpleObjectProperty<>(StepMarks.NONE);
    private final SimpleObjectProperty<RehearsedSteps> rehearsed = new SimpleObjectProperty<>(RehearsedSteps.NONE);
    private PathGraphViewModel model;
    private PathGraphView view;

    @Start
    void start(Stage stage) {
        SameThreadTaskExecutor executor = new SameThreadTaskExecutor();
        model = new PathGraphViewModel(selection, new CausesViewModel(selection, executor), caseMarks, rehearsed, executor);
        view = new PathGraphView(model, new SimpleObjectProperty<>(Palette.LIGHT), new CommandKeys(SettingsStore.unkept(), Map.of()));
        Stages.show(stage, view.node(), Palette.LIGHT, 950, 640);
    }

    @Test
    void keys_walkThePathAndKeepTheStepInView(FxRobot robot) {
        show(robot, SamplePaths.report());
        robot.interact(canvas(robot)::requestFocus);

        robot.type(KeyCode.RIGHT, 3);
        assertThat(model.selected()).isEqualTo(2);
        robot.type(KeyCode.END);
        assertThat(selection.step()).isEqualTo(SamplePaths.id(selection.run(), 29));
        assertThat(inView(robot, model.selectedNode())).isTrue();
        robot.type(KeyCode.HOME);
        assertThat(inView(robot, 0)).isTrue();

        double scale = view.viewport().scale();
        robot.type(KeyCode.W);
        assertThat(view.viewport().scale()).isGreaterThan(scale);
        robot.type(KeyCode.S, 2);
        assertThat(view.viewport().scale()).isLessThan(scale);
        robot.type(KeyCode.DIGIT0);
        assertThat(view.viewport().scale()).isGreaterThanOrEqualTo(Viewport.READABLE);
        robot.type(KeyCode.F);
        GraphLayout.Box box = model.drawingProperty().get().layout().boxes().getFirst();
        assertThat(view.viewport().toViewX(box.centerX())).isEqualTo(canvas(robot).getWidth() / 2);
    }

    @Test
    void click_onABox_selectsItsStep(FxRobot robot) {
        show(robot, SamplePaths.report());
        int chat = node("query_customers");

        robot.clickOn(on(robot, chat));

        assertThat(selection.step()).isEqualTo(SamplePaths.id(selection.run(), "query_customers"));
        assertThat(robot.lookup("#graph-summary").queryAs(Label.class).getText()).contains("tool.call query_customers");
    }

    @Test
    void doubleClick_onAFoldedBox_opensItAndOClosesItAgain(FxRobot robot) {
        show(robot, SamplePaths.report());
        int boxes = model.drawingProperty().get().graph().nodes().size();
        robot.interact(() -> selection.select(SamplePaths.id(selection.run(), "template-3.html")));
        assertThat(model.selectedNode()).isEqualTo(node("7 × data.file.read"));

        robot.doubleClickOn(on(robot, node("7 × data.file.read")));

        assertThat(model.drawingProperty().get().graph().nodes()).hasSize(boxes + 6);
        assertThat(selection.step()).isEqualTo(SamplePaths.id(selection.run(), "template-3.html"));
        robot.type(KeyCode.O);
        assertThat(model.drawingProperty().get().graph().nodes()).hasSize(boxes);
    }

    @Test
    void selectedStep_thatWordsFlowedInto_hasTheWayFromItsRootCauseLit_andAllElseRecedes(FxRobot robot) {
        show(robot, SampleRuns.stopped());
        assertThat(told(robot)).isEqualTo("Select a step to see its root cause lit.");

        robot.interact(() -> selection.select(SamplePaths.id(selection.run(), "web/fetch")));

        CausePath way = model.causePathProperty().get();
        assertThat(way.from()).isEqualTo(node("notes/search"));
        assertThat(way.to()).isEqualTo(node("web/fetch"));
        assertThat(way.edges().isEmpty()).isFalse();
        assertThat(model.lit(node("notes/search"))).isTrue();
        assertThat(model.lit(node("sudo"))).isFalse();
        assertThat(told(robot)).startsWith("Root cause: step 6: mcp.call notes/search (").contains("http://169.254.169.254/latest/meta-data");
        assertThat(canvas(robot).getAccessibleText()).contains("“http://169.254.169.254/latest/meta-data", "A value flowed from mcp.call notes/search to mcp.call web/fetch, blocked; labels: untrusted");

        robot.interact(canvas(robot)::requestFocus);
        robot.type(KeyCode.L);
        assertThat(model.causePathProperty().get()).isNull();
        assertThat(model.lit(node("sudo"))).isTrue();
        assertThat(told(robot)).isEqualTo("The root cause is not lit.");
        robot.clickOn("#graph-cause");
        assertThat(model.causePathProperty().get()).isNotNull();
    }

    @Test
    void selectedStep_thatNothingWasSeenToFlowInto_lightsAll(FxRobot robot) {
        show(robot, SampleRuns.stopped());

        robot.interact(() -> selection.select(SamplePaths.id(selection.run(), "GET localhost")));

        assertThat(model.causePathProperty().get()).isNull();
        assertThat(model.lit(node("sudo"))).isTrue();
        assertThat(told(robot)).isEqualTo("Root cause: nothing was seen to flow into this step from an earlier one.");
    }

    @Test
    void words_thatFlowed_areWrittenOnNoBoxAndNoLabel_andToldInFullWhereTheMouseIs(FxRobot robot) {
        show(robot, SampleRuns.stopped());
        robot.interact(() -> selection.select(SamplePaths.id(selection.run(), "web/fetch")));
        Stages.awaitPulses();

        WordsTag words = view.scene().words();
        GraphLayout layout = model.drawingProperty().get().layout();

        assertThat(words.text()).startsWith("“http://169.254.169.254");
        assertThat(layout.boxes()).noneMatch(words.box()::overlaps);
        assertThat(layout.routes()).noneMatch(route -> route.tagBox() != null && words.box().overlaps(route.tagBox()));
        robot.interact(() -> view.reveal(words.box()));
        robot.moveTo(canvas(robot).localToScreen(view.viewport().toViewX(words.box().centerX()), view.viewport().toViewY(words.box().centerY())));
        assertThat(view.told()).contains("“http://169.254.169.254/latest/meta-data");
    }

    @Test
    void filter_saysWhatRecedes_andTheWayFromTheRootCauseStaysLit(FxRobot robot) {
        show(robot, SampleRuns.stopped());
        robot.interact(() -> {
            BitSet sudo = new BitSet();
            sudo.set(SamplePaths.place(selection.run(), "sudo"));
            selection.filter(new Matches(FoundPlaces.of(Map.of(selection.run().run().id(), sudo)), null));
            selection.select(SamplePaths.id(selection.run(), "web/fetch"));
        });

        assertThat(model.lit(node("sudo"))).isTrue();
        assertThat(model.lit(node("notes/search"))).isTrue();
        assertThat(model.lit(node("GET localhost"))).isFalse();
    }

    @Test
    void whatLedHere_showsNothingElse_staysWhileItsStepsAreLookedAt_andEscapeShowsAll(FxRobot robot) {
        show(robot, SamplePaths.report());
        int all = model.drawingProperty().get().graph().nodes().size();
        robot.interact(() -> selection.select(SamplePaths.id(selection.run(), "customers-8812.csv")));
        robot.interact(canvas(robot)::requestFocus);

        robot.type(KeyCode.H);

        assertThat(titles()).contains("customers-8812.csv", "SELECT name, email, card, ssn FROM customers", "customer-report").doesNotContain("sudo", "POST reports.internal");
        assertThat(model.summaryProperty().get()).startsWith("what led to step 27");
        robot.interact(() -> selection.select(SamplePaths.id(selection.run(), "customer-report")));
        assertThat(titles()).contains("customers-8812.csv");
        robot.interact(() -> selection.select(SamplePaths.id(selection.run(), "sudo")));
        assertThat(titles()).contains("sudo").doesNotContain("customers-8812.csv");
        robot.type(KeyCode.ESCAPE);
        assertThat(titles()).hasSize(all);
    }

    @Test
    void whatCameOfIt_showsNothingElse_andIsTakenBackByTheSameKey(FxRobot robot) {
        show(robot, SamplePaths.report());
        int all = model.drawingProperty().get().graph().nodes().size();
        robot.interact(() -> selection.select(SamplePaths.id(selection.run(), "SELECT name, email, card, ssn FROM customers")));
        robot.interact(canvas(robot)::requestFocus);

        robot.type(KeyCode.C);

        assertThat(titles()).contains("export_csv", "customers-8812.csv").doesNotContain("customer-report", "sudo");
        robot.type(KeyCode.C);
        assertThat(titles()).hasSize(all);
        robot.clickOn("#graph-came");
        assertThat(titles()).doesNotContain("customer-report");
        robot.clickOn("#graph-whole");
        assertThat(titles()).hasSize(all);
    }

    @Test
    void frames_areChosenByKeyAndInTheBar_andToldInWords(FxRobot robot) {
        show(robot, SamplePaths.report());
        robot.interact(canvas(robot)::requestFocus);

        robot.type(KeyCode.G, 2);

        assertThat(model.drawingProperty().get().graph().groups()).extracting(GraphGroup::name).containsExactly("process 4242", "process 4711");
        assertThat(model.summaryProperty().get()).contains("2 processes");
        assertThat(robot.lookup("#graph-groups").queryAs(ChoiceBox.class).getValue()).isEqualTo(GroupBy.PROCESS);
        robot.type(KeyCode.G);
        assertThat(model.drawingProperty().get().layout().frames()).isEmpty();
    }

    @Test
    void marksOfTheCase_areOnTheBoxThatHoldsTheirStep_andToldWhereTheMouseIs(FxRobot robot) {
        show(robot, SamplePaths.report());
        int template = SamplePaths.place(selection.run(), "template-3.html");

        robot.interact(() -> caseMarks.set(SampleMarks.of(selection.path(), Map.of(template, List.of(SampleMarks.finding(FindingSeverity.CRITICAL)), template + 1, List.of(SampleMarks.STAR)))));

        int folded = node("7 × data.file.read");
        assertThat(model.boxMarksProperty().get().get(folded)).isEqualTo(new RunMarks(FindingSeverity.CRITICAL, 1, 0, 0, 1));
        assertThat(model.boxMarksProperty().get()).filteredOn(marks -> !marks.isEmpty()).hasSize(1);
        assertThat(model.describe(folded)).endsWith("1 star, 1 finding (Critical)");
        assertThat(model.summaryProperty().get()).contains("case: 1 star, 1 finding (Critical)");
        robot.interact(() -> caseMarks.set(StepMarks.NONE));
        assertThat(model.boxMarksProperty().get()).isEmpty();
    }

    @Test
    void aroundTheStep_followsTheSelection(FxRobot robot) {
        show(robot, SamplePaths.report());
        robot.interact(() -> selection.select(SamplePaths.id(selection.run(), "customers-8812.csv")));

        robot.clickOn("#graph-around");
        assertThat(model.drawingProperty().get().graph().nodes()).extracting(GraphNode::title).contains("customers-8812.csv").doesNotContain("sudo");

        robot.interact(() -> selection.select(SamplePaths.id(selection.run(), "sudo")));
        assertThat(model.drawingProperty().get().graph().nodes()).extracting(GraphNode::title).contains("sudo").doesNotContain("customers-8812.csv");
    }

    @Test
    void boxes_areAsWideAsTheirTextSoThatNoneIsCut(FxRobot robot) {
        show(robot, SamplePaths.report());

        robot.interact(() -> {
            BoxText texts = new BoxText();
            PathDrawing drawing = model.drawingProperty().get();
            for (int node = 0; node < drawing.graph().nodes().size(); node++) {
                GraphNode each = drawing.graph().nodes().get(node);
                double width = drawing.layout().boxes().get(node).width();
                assertThat(texts.detail(each, width)).doesNotContain("…");
                if (each.title().length() <= 28) {
                    assertThat(texts.title(each, width)).isEqualTo(each.title());
                } else {
                    assertThat(texts.title(each, width)).startsWith(each.title().substring(0, 8)).endsWith(each.title().substring(each.title().length() - 8));
                }
            }
        });
    }

    @Test
    void minimap_whereverThePathIsMoved_liesOnNoBox(FxRobot robot) {
        show(robot, SamplePaths.large(1_000));
        int shown = 0;
        GraphLayout layout = model.drawingProperty().get().layout();
        for (int node = 0; node < layout.boxes().size(); node++) {
            GraphLayout.Box to = layout.boxes().get(node);
            robot.interact(() -> view.reveal(to));
            Minimap map = Minimap.of(layout, view.viewport(), canvas(robot).getWidth(), canvas(robot).getHeight());
            if (map != null) {
                shown++;
                GraphLayout.Box covered = map.covered(layout, view.viewport());
                assertThat(layout.boxes()).noneMatch(covered::overlaps);
            }
        }
        assertThat(shown).isPositive();
    }

    @Test
    void drag_movesTheDrawing(FxRobot robot) {
        show(robot, SamplePaths.report());
        Viewport before = view.viewport();

        Point2D from = canvas(robot).localToScreen(10, 10);
        robot.drag(from).moveBy(-40, -20).moveBy(-40, -30).drop();

        assertThat(view.viewport().offsetX()).isLessThan(before.offsetX());
        assertThat(selection.step()).isNull();
    }

    @Test
    void emptyStates_sayWhatToDo(FxRobot robot) {
        Label empty = robot.lookup("#graph-empty").queryAs(Label.class);
        assertThat(empty.getText()).isEqualTo("Choose a run to see its path.");
        show(robot, SamplePaths.empty());
        assertThat(empty.getText()).isEqualTo("Nothing was recorded in this run: it has no steps.");
        show(robot, SamplePaths.single());
        assertThat(empty.getText()).isEmpty();
    }

    @Test
    void canvas_hasARoleAndTheSummaryForAScreenReader(FxRobot robot) {
        show(robot, SamplePaths.report());

        assertThat(canvas(robot).getAccessibleRoleDescription()).isEqualTo("path graph");
        assertThat(canvas(robot).getAccessibleText()).startsWith("30 steps in 20 boxes · 5 flows of values");
    }

    private List<String> titles() {
        return model.drawingProperty().get().graph().nodes().stream().map(GraphNode::title).toList();
    }

    private static String told(FxRobot robot) {
        return robot.lookup("#graph-cause-told").queryAs(Label.class).getText();
    }

    private void show(FxRobot robot, RecordedRun run) {
        robot.interact(() -> selection.show(PathIndex.of(run)));
        Stages.awaitPulses();
    }

    private int node(String title) {
        var nodes = model.drawingProperty().get().graph().nodes();
        for (int node = 0; node < nodes.size(); node++) {
            if (nodes.get(node).title().equals(title)) {
                return node;
            }
        }
        throw new AssertionError("no box " + title);
    }

    private static LayeredCanvas canvas(FxRobot robot) {
        return robot.lookup("#graph-canvas").queryAs(LayeredCanvas.class);
    }

    private boolean inView(FxRobot robot, int node) {
        GraphLayout.Box box = model.drawingProperty().get().layout().boxes().get(node);
        double x = view.viewport().toViewX(box.centerX());
        double y = view.viewport().toViewY(box.centerY());
        return x > 0 && x < canvas(robot).getWidth() && y > 0 && y < canvas(robot).getHeight();
    }

    /** Where a box is on the screen, brought into view first. */
    private Point2D on(FxRobot robot, int node) {
        GraphLayout.Box box = model.drawingProperty().get().layout().boxes().get(node);
        robot.interact(() -> view.reveal(box));
        return canvas(robot).localToScreen(view.viewport().toViewX(box.centerX()), view.viewport().toViewY(box.centerY()));
    }
}
