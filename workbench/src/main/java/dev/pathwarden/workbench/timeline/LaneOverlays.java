package dev.pathwarden.workbench.timeline;

import dev.pathwarden.workbench.aftermath.RehearsedSteps;
import dev.pathwarden.workbench.casefile.StepMarks;
import dev.pathwarden.workbench.task.BackgroundTask;
import dev.pathwarden.workbench.task.Latest;
import dev.pathwarden.workbench.task.TaskExecutor;
import dev.pathwarden.workbench.text.Texts;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;

/** What is drawn over the bars of a timeline, worked out in the background: marks of the case, and what tried guardrails make of the steps. For the JavaFX thread. */
final class LaneOverlays {

    private static final Texts TEXTS = Texts.of(LaneOverlays.class);

    private final ObservableValue<TimelineModel> model;
    private final ObservableValue<StepMarks> caseMarks;
    private final ObservableValue<RehearsedSteps> tried;
    private final Runnable changed;
    private final Latest marking;
    private final Latest rehearsing;
    private final ReadOnlyObjectWrapper<MarkedLanes> marked = new ReadOnlyObjectWrapper<>(this, "marked");
    private final ReadOnlyObjectWrapper<RehearsedLanes> rehearsed = new ReadOnlyObjectWrapper<>(this, "rehearsed");

    /**
     * @param model the run as it is laid out; null where there is none
     * @param changed is called whenever another thing is to be drawn
     */
    LaneOverlays(ObservableValue<TimelineModel> model, ObservableValue<StepMarks> caseMarks, ObservableValue<RehearsedSteps> tried, TaskExecutor executor, Runnable changed) {
        this.model = model;
        this.caseMarks = caseMarks;
        this.tried = tried;
        this.changed = changed;
        this.marking = new Latest(executor);
        this.rehearsing = new Latest(executor);
        model.subscribe(ignored -> {
            mark();
            rehearse();
        });
        caseMarks.subscribe(ignored -> mark());
        tried.subscribe(ignored -> rehearse());
    }

    private void mark() {
        TimelineModel now = model.getValue();
        StepMarks marks = caseMarks.getValue();
        marking.cancel();
        if (now == null || !marks.areOf(now.path()) || marks.steps() == 0) {
            marked.set(null);
            changed.run();
            return;
        }
        marking.execute(BackgroundTask.of(TEXTS.get("task.case"), progress -> now.marked(marks, progress::isCancelled)).onSuccess(lanes -> {
            marked.set(lanes);
            changed.run();
        }));
    }

    private void rehearse() {
        TimelineModel now = model.getValue();
        RehearsedSteps steps = tried.getValue();
        rehearsing.cancel();
        if (now == null || !steps.areOf(now.path())) {
            rehearsed.set(null);
            changed.run();
            return;
        }
        rehearsing.execute(BackgroundTask.of(TEXTS.get("task.rehearsed"), progress -> now.rehearsed(steps, progress::isCancelled)).onSuccess(lanes -> {
            rehearsed.set(lanes);
            changed.run();
        }));
    }

    /** The steps that have marks of the case; null where there are none, or it is not worked out yet. */
    ReadOnlyObjectProperty<MarkedLanes> markedProperty() {
        return marked.getReadOnlyProperty();
    }

    /** What tried guardrails make of the steps; null where none are tried, or it is not worked out yet. */
    ReadOnlyObjectProperty<RehearsedLanes> rehearsedProperty() {
        return rehearsed.getReadOnlyProperty();
    }
}
