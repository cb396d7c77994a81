package dev.pathwarden.workbench.graph;

import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.workbench.cell.Wording;
import dev.pathwarden.workbench.nav.Selection;
import dev.pathwarden.workbench.path.Ancestry;
import dev.pathwarden.workbench.path.Mark;
import dev.pathwarden.workbench.path.PathIndex;
import dev.pathwarden.workbench.task.BackgroundTask;
import dev.pathwarden.workbench.task.Latest;
import dev.pathwarden.workbench.task.TaskExecutor;
import dev.pathwarden.workbench.text.Texts;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;

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
        AROUND
    }

    private static final Texts TEXTS = Texts.of(PathGraphViewModel.class);

    private final Selection selection;
    private final Latest layout;
    private final Set<StepId> opened = new HashSet<>();
    private final ObjectProperty<Part> part = new SimpleObjectProperty<>(this, "part", Part.WHOLE);
    private final BooleanProperty led = new SimpleBooleanProperty(this, "led");
    private final ReadOnlyObjectWrapper<PathDrawing> drawing = new ReadOnlyObjectWrapper<>(this, "drawing");
    private final ReadOnlyStringWrapper summary = new ReadOnlyStringWrapper(this, "summary", "");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    private PathIndex path;
    /** Null where nothing is lit, so that all is. */
    private BitSet lit;

    public PathGraphViewModel(Selection selection, TaskExecutor executor) {
        this.selection = selection;
        this.layout = new Latest(executor);
        selection.runProperty().subscribe(run -> {
            path = selection.path();
            opened.clear();
            drawing.set(null);
            layOut();
        });
        part.subscribe((before, now) -> layOut());
        led.subscribe((before, now) -> light());
        selection.matchesProperty().subscribe(this::light);
        selection.stepProperty().subscribe((before, now) -> {
            light();
            if (part.get() == Part.AROUND && selection.run() != null) {
                layOut();
            }
        });
    }

    private void layOut() {
        RecordedRun run = selection.run();
        problem.set("");
        if (run == null) {
            layout.cancel();
            drawing.set(null);
            summarize();
            return;
        }
        PathIndex index = path;
        StepId around = part.get() == Part.AROUND ? selection.step() : null;
        Set<StepId> open = Set.copyOf(opened);
        layout.execute(BackgroundTask.of(TEXTS.get("task.layout"), progress -> {
            int place = index.placeOf(around);
            PathGraph graph = place < 0 ? PathGraphBuilder.whole(index, open) : PathGraphBuilder.around(index, place, open);
            progress.checkCancelled();
            return new PathDrawing(index, graph, ElkLayouter.layOut(graph, new BoxText()::width, progress::isCancelled));
        }).onSuccess(this::show).onFailure(error -> problem.set(TEXTS.get("problem.layout", error.getMessage()))));
    }

    private void show(PathDrawing next) {
        drawing.set(next);
        light();
    }

    private void light() {
        int place = selected();
        BitSet matched = selection.matched();
        lit = led.get() && place >= 0 ? Ancestry.of(path, place) : matched;
        summarize();
    }

    /** The run that is shown; null where there is none. */
    public ReadOnlyObjectProperty<RecordedRun> runProperty() {
        return selection.runProperty();
    }

    /** Which steps are drawn. */
    public ObjectProperty<Part> partProperty() {
        return part;
    }

    /** Whether what led to the selected step is lit and all else recedes. */
    public BooleanProperty ledProperty() {
        return led;
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

    /** Whether something is lit and all else recedes. */
    boolean lights() {
        return lit != null;
    }

    /** Whether a box is lit: whether it holds a step that led to the selected one or, where that is not asked, one that the filter leaves. */
    boolean lit(int node) {
        for (int place : drawing.get().graph().nodes().get(node).places()) {
            if (lit.get(place)) {
                return true;
            }
        }
        return false;
    }

    /** Place of the selected step; -1 where none is selected. */
    int selected() {
        return path == null ? -1 : path.placeOf(selection.step());
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
        if (node < 0) {
            return;
        }
        GraphNode box = drawing.get().graph().nodes().get(node);
        StepId first = path.step(box.first()).id();
        if (box.folded() ? opened.add(first) : closeAround(box.first())) {
            layOut();
        }
    }

    /** What a box holds, in full, for whoever points at it. */
    String describe(int node) {
        GraphNode box = drawing.get().graph().nodes().get(node);
        String text = box.folded() ? box.title() + " (" + box.detail() + ")" : Wording.of(path.step(box.first()));
        return box.mark() == Mark.NONE ? text : text + ", " + box.mark().text();
    }

    private boolean closeAround(int place) {
        RecordedStep step = path.step(place);
        return opened.removeIf(id -> {
            int other = path.placeOf(id);
            return path.parentOf(other) == path.parentOf(place) && path.step(other).operation() == step.operation();
        });
    }

    private void summarize() {
        PathDrawing now = drawing.get();
        if (now == null) {
            summary.set("");
            return;
        }
        List<String> parts = new ArrayList<>();
        parts.add(TEXTS.get("summary.boxes", now.graph().steps(), now.graph().nodes().size()));
        if (!TEXTS.get("summary." + now.graph().level()).isEmpty()) {
            parts.add(TEXTS.get("summary." + now.graph().level()));
        }
        if (now.graph().steps() > 0) {
            parts.add(TEXTS.get("summary.provenance", (int) now.graph().edges().stream().filter(edge -> edge.kind() == EdgeKind.PROVENANCE).count()));
        }
        int place = selected();
        if (place >= 0) {
            Mark mark = Mark.of(path.step(place));
            String name = Wording.of(path.step(place));
            parts.add(TEXTS.get("summary.selected", place + 1, mark == Mark.NONE ? name : name + ", " + mark.text()));
        }
        if (lights()) {
            parts.add(led.get() && place >= 0 ? TEXTS.get("summary.led", lit.cardinality() - 1) : TEXTS.get("summary.matched", lit.cardinality()));
        }
        summary.set(String.join(" · ", parts));
    }
}
