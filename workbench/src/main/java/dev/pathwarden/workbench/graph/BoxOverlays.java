package dev.pathwarden.workbench.graph;

import dev.pathwarden.model.step.StepId;
import dev.pathwarden.workbench.aftermath.RehearsedSteps;
import dev.pathwarden.workbench.casefile.MarkCells;
import dev.pathwarden.workbench.casefile.RunMarks;
import dev.pathwarden.workbench.casefile.StepMarks;
import dev.pathwarden.workbench.text.Texts;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;

/** What is drawn over the boxes of a graph, and its words: marks of the case, and what tried guardrails make of the steps. For the JavaFX thread. */
final class BoxOverlays {

    private static final Texts TEXTS = Texts.of(BoxOverlays.class);

    private final ObservableValue<StepMarks> caseMarks;
    private final ObservableValue<RehearsedSteps> rehearsed;
    private final ObservableValue<PathDrawing> drawing;
    private final Runnable changed;
    private final ReadOnlyObjectWrapper<List<RunMarks>> boxMarks = new ReadOnlyObjectWrapper<>(this, "boxMarks", List.of());
    private final ReadOnlyObjectWrapper<List<BoxFate>> fates = new ReadOnlyObjectWrapper<>(this, "fates", List.of());

    /**
     * @param drawing what is drawn; null for nothing
     * @param changed is called whenever another thing is to be drawn
     */
    BoxOverlays(ObservableValue<StepMarks> caseMarks, ObservableValue<RehearsedSteps> rehearsed, ObservableValue<PathDrawing> drawing, Runnable changed) {
        this.caseMarks = caseMarks;
        this.rehearsed = rehearsed;
        this.drawing = drawing;
        this.changed = changed;
        caseMarks.subscribe((before, now) -> find());
        rehearsed.subscribe((before, now) -> find());
    }

    /** Forgets what was found, as it is told in numbers of a drawing. */
    void clear() {
        boxMarks.set(List.of());
        fates.set(List.of());
    }

    /** Finds it in what is drawn now. */
    void find() {
        StepMarks marks = caseMarks.getValue();
        RehearsedSteps tried = rehearsed.getValue();
        PathDrawing now = drawing.getValue();
        boolean some = now != null && marks.areOf(now.path()) && marks.steps() > 0;
        BitSet marked = some ? marks.places() : new BitSet();
        boxMarks.set(some ? now.graph().nodes().stream().map(node -> Arrays.stream(node.places()).filter(marked::get).mapToObj(marks::at).reduce(RunMarks.NONE, RunMarks::plus)).toList() : List.of());
        fates.set(now != null && tried.areOf(now.path()) ? now.graph().nodes().stream().map(node -> BoxFate.of(node, tried)).toList() : List.of());
        changed.run();
    }

    /** The marks of the case on the steps of each box, by its number; empty where there are none at all. */
    ReadOnlyObjectProperty<List<RunMarks>> boxMarksProperty() {
        return boxMarks.getReadOnlyProperty();
    }

    /** What tried guardrails make of the steps of each box, by its number; empty where none are tried. */
    ReadOnlyObjectProperty<List<BoxFate>> fatesProperty() {
        return fates.getReadOnlyProperty();
    }

    /** What is drawn over a box in words, to stand behind what it holds; empty for nothing. */
    String words(int node) {
        String tried = !isTried() ? "" : GraphWording.fate(drawing.getValue(), node, fates.get().get(node), rehearsed.getValue());
        return boxMarks.get().isEmpty() || boxMarks.get().get(node).isEmpty() ? tried : tried + ", " + MarkCells.words(boxMarks.get().get(node));
    }

    /** Whether guardrails are tried on the run. */
    boolean isTried() {
        return !fates.get().isEmpty();
    }

    /** What tried guardrails make of a step, or of the run where null, in a sentence; empty where none are tried. */
    String tried(StepId step) {
        return isTried() ? GraphWording.rehearsed(rehearsed.getValue(), step) : "";
    }

    /** The marks of the case on all boxes in words; none where there are none. */
    List<String> marks() {
        RunMarks marks = boxMarks.get().stream().reduce(RunMarks.NONE, RunMarks::plus);
        return marks.isEmpty() ? List.of() : List.of(TEXTS.get("summary.case", MarkCells.words(marks)));
    }
}
