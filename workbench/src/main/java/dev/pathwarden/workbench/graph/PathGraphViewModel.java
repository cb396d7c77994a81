package dev.pathwarden.workbench.graph;

import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.workbench.aftermath.RehearsedSteps;
import dev.pathwarden.workbench.casefile.RunMarks;
import dev.pathwarden.workbench.casefile.StepMarks;
import dev.pathwarden.workbench.cause.CausesViewModel;
import dev.pathwarden.workbench.cause.ShownCause;
import dev.pathwarden.workbench.cell.Wording;
import dev.pathwarden.workbench.nav.Selection;
import dev.pathwarden.workbench.nav.WhenSeen;
import dev.pathwarden.workbench.path.Ancestry;
import dev.pathwarden.workbench.path.Descent;
import dev.pathwarden.workbench.path.Mark;
import dev.pathwarden.workbench.path.PathIndex;
import dev.pathwarden.workbench.task.BackgroundTask;
import dev.pathwarden.workbench.task.FailureText;
import dev.pathwarden.workbench.task.Latest;
import dev.pathwarden.workbench.task.TaskExecutor;
import dev.pathwarden.workbench.text.Texts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;

/**
 * State of the path graph: which part of the run is drawn, which boxes are opened, what is lit, and all of it in words.
 *
 * <p>Folding and layout are done in the background; a new one cancels the one before.
 */
public final class PathGraphViewModel {

    /** Which steps are drawn. */
    public enum Part {
        /** All of the run. */
        WHOLE,
        /** What led to the selected step, and what it led to directly; all of the run while none is selected. */
        AROUND,
        /** What led to the step that was selected when this was asked for; stays while other steps of it are selected. */
        LED,
        /** What came of the step that was selected when this was asked for; stays while other steps of it are selected. */
        CAME
    }

    private static final Texts TEXTS = Texts.of(PathGraphViewModel.class);

    private final Selection selection;
    private final CausesViewModel causes;
    private final BoxOverlays overlays;
    private final Latest layout;
    private final OpenedBoxes opened = new OpenedBoxes();
    private final ReadOnlyObjectWrapper<Part> part = new ReadOnlyObjectWrapper<>(this, "part", Part.WHOLE);
    private final BooleanProperty lightsCause = new SimpleBooleanProperty(this, "lightsCause", true);
    private final ObjectProperty<GroupBy> groups = new SimpleObjectProperty<>(this, "groups", GroupBy.NONE);
    private final ReadOnlyObjectWrapper<CausePath> causePath = new ReadOnlyObjectWrapper<>(this, "causePath");
    private final ReadOnlyStringWrapper causeSentence = new ReadOnlyStringWrapper(this, "causeSentence", "");
    private final ReadOnlyStringWrapper description = new ReadOnlyStringWrapper(this, "description", "");
    private final ReadOnlyObjectWrapper<PathDrawing> drawing = new ReadOnlyObjectWrapper<>(this, "drawing");
    private final ReadOnlyStringWrapper summary = new ReadOnlyStringWrapper(this, "summary", "");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    private final WhenSeen growing = new WhenSeen(this::layOut);
    /** The run as it is drawn, or about to be where nothing is; more may have come of it. */
    private PathIndex path;
    /** The step that {@link Part#LED} and {@link Part#CAME} are about; null for all of the run. */
    private StepId anchor;
    /** Places that the filter leaves; null where there is none, so that it leaves all. */
    private BitSet matched;

    /**
     * Follows a selection.
     *
     * @param causes what led to the selected step
     * @param caseMarks what the case says of the steps of the run
     * @param rehearsed what tried guardrails make of them
     */
    public PathGraphViewModel(Selection selection, CausesViewModel causes, ObservableValue<StepMarks> caseMarks, ObservableValue<RehearsedSteps> rehearsed, TaskExecutor executor) {
        this.selection = selection;
        this.causes = causes;
        this.overlays = new BoxOverlays(caseMarks, rehearsed, drawing, this::summarize);
        this.layout = new Latest(executor);
        selection.runProperty().subscribe(run -> {
            if (drawing.get() != null && Selection.isSame(path.run(), run)) {
                growing.want();
                return;
            }
            path = selection.path();
            opened.clear();
            anchor = null;
            draw(null);
            layOut();
        });
        lightsCause.subscribe((before, now) -> light());
        groups.subscribe((before, now) -> layOut());
        causes.causesProperty().subscribe(ignored -> light());
        causes.lookingProperty().subscribe(ignored -> light());
        selection.matchesProperty().subscribe(this::light);
        selection.stepProperty().subscribe((before, now) -> {
            light();
            if (part.get() == Part.AROUND && selection.run() != null) {
                layOut();
            } else if (now != null && (anchor == null || selectedNode() < 0 && drawing.get() != null) && (part.get() == Part.LED || part.get() == Part.CAME)) {
                anchor = now;
                layOut();
            }
        });
    }

    /** Draws a part of the run, of the selected step where it is about one; all of the run where that was asked for already. */
    void show(Part next) {
        boolean again = next == part.get() && (next == Part.AROUND || anchor == null || anchor.equals(selection.step()));
        Part before = part.get();
        part.set(again ? Part.WHOLE : next);
        anchor = selection.step();
        if (before != Part.WHOLE || part.get() != Part.WHOLE) {
            layOut();
        }
    }

    /** Draws what led to a step, also where that is selected only later. */
    public void showWhatLedTo(StepId step) {
        part.set(Part.LED);
        anchor = step;
        layOut();
    }

    /** Whether somebody looks; while nobody does, a run that grows is not laid out anew. */
    public BooleanProperty seenProperty() {
        return growing.seenProperty();
    }

    private void layOut() {
        growing.done();
        RecordedRun run = selection.run();
        problem.set("");
        if (run == null) {
            layout.cancel();
            draw(null);
            summarize();
            return;
        }
        PathIndex index = selection.path();
        Part which = part.get();
        int place = index.placeOf(which == Part.AROUND ? selection.step() : anchor);
        Set<StepId> open = opened.all();
        GroupBy by = groups.get();
        layout.execute(BackgroundTask.of(TEXTS.get("task.layout"), progress -> {
            PathGraph graph = place < 0 ? PathGraphBuilder.whole(index, open, by) : switch (which) {
                case WHOLE -> PathGraphBuilder.whole(index, open, by);
                case AROUND -> PathGraphBuilder.around(index, place, open, by);
                case LED -> PathGraphBuilder.of(index, Ancestry.of(index, place), open, by);
                case CAME -> PathGraphBuilder.of(index, Descent.of(index, place), open, by);
            };
            progress.checkCancelled();
            return new PathDrawing(index, graph, ElkLayouter.layOut(graph, new BoxText()::width, progress::isCancelled));
        }).onSuccess(this::show).onFailure(error -> problem.set(TEXTS.get("problem.layout", FailureText.of(error)))));
    }

    private void show(PathDrawing next) {
        path = next.path();
        draw(next);
        light();
    }

    private void draw(PathDrawing next) {
        // Both are told in numbers of the drawing before.
        causePath.set(null);
        overlays.clear();
        drawing.set(next);
        overlays.find();
    }

    private void light() {
        matched = path == null ? null : selection.matched(path);
        causePath.set(way());
        summarize();
    }

    /** The root cause of the selected step, where something was seen to flow from it; empty where nothing was, or it is not to be lit. */
    private Optional<ShownCause> rootCause() {
        return selected() < 0 || !lightsCause.get() ? Optional.empty() : causes.causesProperty().get().stream().findFirst().filter(ShownCause::flowed);
    }

    private CausePath way() {
        PathGraph graph = drawing.get() == null ? null : drawing.get().graph();
        int to = selectedNode();
        int from = graph == null ? -1 : rootCause().map(cause -> path.placeOf(cause.step().id())).filter(place -> place >= 0).map(graph::nodeOf).orElse(-1);
        return from < 0 || to < 0 || from == to ? null : CausePath.of(graph, rootCause().orElseThrow(), from, to);
    }

    /** The run that is shown; null where there is none. */
    public ReadOnlyObjectProperty<RecordedRun> runProperty() {
        return selection.runProperty();
    }

    /** Which steps are drawn. */
    public ReadOnlyObjectProperty<Part> partProperty() {
        return part.getReadOnlyProperty();
    }

    /** Whether the way from the root cause of the selected step is lit, where something was seen to flow along it. */
    public BooleanProperty lightsCauseProperty() {
        return lightsCause;
    }

    /** What gets frames. */
    public ObjectProperty<GroupBy> groupsProperty() {
        return groups;
    }

    /** The way from the root cause that is lit; null where none is. */
    ReadOnlyObjectProperty<CausePath> causePathProperty() {
        return causePath.getReadOnlyProperty();
    }

    /** The marks of the case on the steps of each box, by its number; empty where there are none at all. */
    ReadOnlyObjectProperty<List<RunMarks>> boxMarksProperty() {
        return overlays.boxMarksProperty();
    }

    /** What tried guardrails make of the steps of each box, by its number; empty where none are tried. */
    ReadOnlyObjectProperty<List<BoxFate>> fatesProperty() {
        return overlays.fatesProperty();
    }

    /** The root cause of the selected step and words that flowed, or why there is none, in a sentence. */
    public ReadOnlyStringProperty causeSentenceProperty() {
        return causeSentence.getReadOnlyProperty();
    }

    /** All that the graph tells of the selected step, for those who do not see it: the summary, the root cause with all its words, and what flowed into its box and out of it. */
    public ReadOnlyStringProperty descriptionProperty() {
        return description.getReadOnlyProperty();
    }

    /** The words that flowed from the root cause, for whoever points at them: each on a line, as far as there is room for them. */
    String causeWords() {
        return rootCause().map(GraphWording::words).orElse("");
    }

    /** What is drawn; null where there is no run, or its layout is not ready. */
    ReadOnlyObjectProperty<PathDrawing> drawingProperty() {
        return drawing.getReadOnlyProperty();
    }

    /** What the graph shows, in words; changes whenever what is lit or selected changes. */
    public ReadOnlyStringProperty summaryProperty() {
        return summary.getReadOnlyProperty();
    }

    /** Why there is no graph, one sentence; empty where nothing went wrong. */
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** Whether a box is lit: it is on the way from the root cause, or holds a step that the filter leaves. Without a filter all are lit, unless there is such a way and nothing is tried. */
    boolean lit(int node) {
        CausePath way = causePath.get();
        if (way != null && way.nodes().get(node)) {
            return true;
        }
        return matched == null ? way == null || overlays.isTried() : Arrays.stream(drawing.get().graph().nodes().get(node).places()).anyMatch(matched::get);
    }

    /** Whether an edge is lit: it is on the way from the root cause, or leads from one to another box that the filter leaves. */
    boolean litEdge(int edge) {
        CausePath way = causePath.get();
        if (way != null && way.edges().get(edge)) {
            return true;
        }
        GraphEdge each = drawing.get().graph().edges().get(edge);
        return matched == null ? way == null || overlays.isTried() : lit(each.from()) && lit(each.to());
    }

    /** Place of the selected step; -1 where none is selected. */
    int selected() {
        return path == null ? -1 : path.placeOf(selection.step());
    }

    /** Id of the selected step; null where none is. */
    StepId selectedStep() {
        return selection.step();
    }

    /** Number of the box that holds the selected step; -1 where none does. */
    int selectedNode() {
        int place = selected();
        return place < 0 || drawing.get() == null ? -1 : drawing.get().graph().nodeOf(place);
    }

    /** Selects the first step of a box, unless one of its steps is selected already. */
    void selectNode(int node) {
        if (node >= 0 && node != selectedNode()) {
            select(drawing.get().graph().nodes().get(node).first());
        }
    }

    /** Selects the step at that place; nothing changes where there is none. */
    void select(int place) {
        if (path != null && place >= 0 && place < path.size()) {
            selection.select(path.step(place).id());
        }
    }

    void selectLast() {
        if (path != null) {
            select(path.size() - 1);
        }
    }

    /** Selects the step that stands by that many places further in path order. */
    public void step(int by) {
        if (path != null && path.size() > 0) {
            select(path.neighbour(selected(), by));
        }
    }

    /** Opens a folded box, or closes the one that the box of a single step came out of. */
    void toggle(int node) {
        if (node >= 0 && opened.toggle(path, drawing.get().graph().nodes().get(node))) {
            layOut();
        }
    }

    /** What a box holds, in full, for whoever points at it. */
    String describe(int node) {
        return GraphWording.box(drawing.get(), node) + overlays.words(node);
    }

    /** What an edge says, in full, for whoever points at it. */
    String describeEdge(int edge) {
        return GraphWording.edge(drawing.get(), edge);
    }

    private void summarize() {
        PathDrawing now = drawing.get();
        causeSentence.set(now == null || selection.run() == null ? "" : sentence());
        if (now == null || path == null) {
            summary.set("");
            description.set("");
            return;
        }
        List<String> parts = new ArrayList<>();
        if (path.placeOf(anchor) >= 0 && (part.get() == Part.LED || part.get() == Part.CAME)) {
            parts.add(TEXTS.get("summary." + part.get(), path.placeOf(anchor) + 1));
        }
        parts.addAll(GraphWording.graph(now.graph(), groups.get()));
        int place = selected();
        if (place >= 0) {
            Mark mark = Mark.of(path.step(place));
            String name = Wording.of(path.step(place));
            parts.add(TEXTS.get("summary.selected", place + 1, mark == Mark.NONE ? name : name + ", " + mark.text()));
        }
        parts.addAll(overlays.marks());
        if (matched != null) {
            parts.add(TEXTS.get("summary.matched", matched.cardinality()));
        }
        summary.set(String.join(" · ", parts));
        description.set(describeSelected());
    }

    private String sentence() {
        if (selected() < 0) {
            return TEXTS.get("cause.select");
        }
        if (!lightsCause.get()) {
            return TEXTS.get("cause.off");
        }
        if (causes.lookingProperty().get()) {
            return TEXTS.get("cause.looking");
        }
        return rootCause().map(GraphWording::cause).orElseGet(() -> TEXTS.get("cause.none"));
    }

    private String describeSelected() {
        List<String> told = new ArrayList<>(List.of(summary.get(), overlays.tried(selection.step()), causeSentence.get(), causeWords()));
        told.addAll(GraphWording.flows(drawing.get(), selectedNode()));
        told.removeIf(String::isEmpty);
        return String.join("\n", told);
    }
}
