package dev.pathwarden.workbench.timeline;

import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.workbench.aftermath.RehearsedSteps;
import dev.pathwarden.workbench.casefile.MarkCells;
import dev.pathwarden.workbench.casefile.StepMarks;
import dev.pathwarden.workbench.cell.Wording;
import dev.pathwarden.workbench.nav.Matches;
import dev.pathwarden.workbench.nav.Selection;
import dev.pathwarden.workbench.nav.WhenSeen;
import dev.pathwarden.workbench.path.Mark;
import dev.pathwarden.workbench.path.PathIndex;
import dev.pathwarden.workbench.task.BackgroundTask;
import dev.pathwarden.workbench.task.FailureText;
import dev.pathwarden.workbench.task.Latest;
import dev.pathwarden.workbench.task.TaskExecutor;
import dev.pathwarden.workbench.text.Texts;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;

/**
 * State of the timeline: the run laid out in lanes, the stretch in view, the selected step, and all of it in words.
 *
 * <p>The layout is made in the background; until it is there the one before stays, or none where the run has changed.
 */
public final class TimelineViewModel {

    private static final Texts TEXTS = Texts.of(TimelineViewModel.class);
    /** Air around a step that is brought into focus, as a part of its length on each side. */
    private static final double FOCUS_AIR = 1;
    private static final int LONGEST_SENTENCE = 400;

    private final Selection selection;
    private final Latest layout;
    private final Latest filtering;
    private final LaneOverlays overlays;
    private final ObjectProperty<LaneBy> lanes = new SimpleObjectProperty<>(this, "lanes", LaneBy.LAYER);
    private final ObjectProperty<TimeShown> time = new SimpleObjectProperty<>(this, "time", TimeShown.RELATIVE);
    private final ReadOnlyObjectWrapper<StepId> reference = new ReadOnlyObjectWrapper<>(this, "reference");
    private final ReadOnlyObjectWrapper<TimelineModel> model = new ReadOnlyObjectWrapper<>(this, "model");
    private final ReadOnlyObjectWrapper<TimeWindow> window = new ReadOnlyObjectWrapper<>(this, "window");
    private final ReadOnlyObjectWrapper<MatchedLanes> matched = new ReadOnlyObjectWrapper<>(this, "matched");
    private final ReadOnlyStringWrapper summary = new ReadOnlyStringWrapper(this, "summary", "");
    private final ReadOnlyStringWrapper description = new ReadOnlyStringWrapper(this, "description", "");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    private final WhenSeen growing = new WhenSeen(this::layOut);
    /** What was laid out last; null where nothing was. */
    private LaidOut laidOut;

    /**
     * A run as it was laid out, with what the filter left of it then, so that both change at once where it grew.
     *
     * @param left the filter; null for none
     */
    private record LaidOut(TimelineModel model, Matches left, MatchedLanes matched) {
    }

    /**
     * Follows a selection.
     *
     * @param caseMarks what the case says of the steps of the run
     * @param rehearsed what tried guardrails make of them
     */
    public TimelineViewModel(Selection selection, ObservableValue<StepMarks> caseMarks, ObservableValue<RehearsedSteps> rehearsed, TaskExecutor executor) {
        this.selection = selection;
        this.layout = new Latest(executor);
        this.filtering = new Latest(executor);
        overlays = new LaneOverlays(model, caseMarks, rehearsed, executor, this::summarize);
        selection.runProperty().subscribe(run -> {
            if (model.get() == null || !Selection.isSame(model.get().path().run(), run)) {
                model.set(null);
                layOut();
            } else {
                growing.want();
            }
        });
        lanes.subscribe((before, now) -> layOut());
        model.subscribe(this::match);
        selection.matchesProperty().subscribe(this::match);
        selection.stepProperty().subscribe(step -> {
            reveal();
            summarize();
        });
    }

    /** Whether somebody looks; while nobody does, a run that grows is not laid out anew. */
    public BooleanProperty seenProperty() {
        return growing.seenProperty();
    }

    private void layOut() {
        growing.done();
        problem.set("");
        if (selection.run() == null) {
            layout.cancel();
            show(null);
            return;
        }
        PathIndex path = selection.path();
        LaneBy by = lanes.get();
        Matches left = selection.matchesProperty().get();
        layout.execute(BackgroundTask.of(TEXTS.get("task.layout"), progress -> {
            TimelineModel made = TimelineModel.of(path, by, progress::isCancelled);
            return new LaidOut(made, left, left == null ? null : made.matched(left.in(path), progress::isCancelled));
        }).onSuccess(laid -> {
            laidOut = laid;
            show(laid.model());
        })
                .onFailure(error -> problem.set(TEXTS.get("problem.layout", FailureText.of(error)))));
    }

    private void show(TimelineModel next) {
        TimelineModel before = model.get();
        boolean grown = before != null && next != null && before.path() != next.path() && before.clock() == next.clock() && Selection.isSame(before.path().run(), next.path().run());
        boolean samePath = before != null && next != null && before.path() == next.path();
        if (grown) {
            window.set(window.get().grow(next.end()));
        } else if (!samePath) {
            window.set(next == null ? null : TimeWindow.all(next.end()));
            reference.set(null);
        }
        model.set(next);
        // What is looked at stays in place while the run grows, but for a step that came with it.
        if (!grown || before.path().placeOf(selection.step()) < 0) {
            reveal();
        }
        summarize();
    }

    private void match() {
        TimelineModel now = model.get();
        Matches left = selection.matchesProperty().get();
        filtering.cancel();
        boolean known = laidOut != null && laidOut.model() == now && laidOut.left() == left;
        if (now == null || left == null || known) {
            matched.set(known ? laidOut.matched() : null);
            summarize();
            return;
        }
        BitSet places = selection.matched(now.path());
        filtering.execute(BackgroundTask.of(TEXTS.get("task.filter"), progress -> now.matched(places, progress::isCancelled)).onSuccess(lanes -> {
            matched.set(lanes);
            summarize();
        }));
    }

    /** The steps that have marks of the case; null where there are none, or it is not worked out yet. */
    ReadOnlyObjectProperty<MarkedLanes> markedProperty() {
        return overlays.markedProperty();
    }

    /** What tried guardrails make of the steps; null where none are tried, or it is not worked out yet. */
    ReadOnlyObjectProperty<RehearsedLanes> rehearsedProperty() {
        return overlays.rehearsedProperty();
    }

    /** The steps that the filter leaves; null where there is no filter, or it is not worked out yet. */
    ReadOnlyObjectProperty<MatchedLanes> matchedProperty() {
        return matched.getReadOnlyProperty();
    }

    /** The run that is shown; null where there is none. */
    public ReadOnlyObjectProperty<RecordedRun> runProperty() {
        return selection.runProperty();
    }

    /** What the lanes stand for. */
    public ObjectProperty<LaneBy> lanesProperty() {
        return lanes;
    }

    /** How the axis says when something was. */
    public ObjectProperty<TimeShown> timeProperty() {
        return time;
    }

    /** The step from whose begin relative times are counted; null for the begin of the run. */
    ReadOnlyObjectProperty<StepId> referenceProperty() {
        return reference.getReadOnlyProperty();
    }

    /** Counts relative times from the begin of the selected step; from the begin of the run where it is counted from there already, or none is selected. */
    void refer() {
        StepId selected = selection.step();
        reference.set(selected == null || selected.equals(reference.get()) ? null : selected);
        summarize();
    }

    /** How times are written. */
    AxisTime axisTime() {
        int place = model.get() == null || reference.get() == null ? -1 : model.get().path().placeOf(reference.get());
        return new AxisTime(time.get(), ZoneId.systemDefault(), place < 0 ? 0 : model.get().from(place), place + 1);
    }

    /** The run laid out; null where there is none, or not yet. */
    public ReadOnlyObjectProperty<TimelineModel> modelProperty() {
        return model.getReadOnlyProperty();
    }

    /** The stretch in view; null where there is no run. */
    public ReadOnlyObjectProperty<TimeWindow> windowProperty() {
        return window.getReadOnlyProperty();
    }

    /** What the timeline shows, in words. */
    public ReadOnlyStringProperty summaryProperty() {
        return summary.getReadOnlyProperty();
    }

    /** The same with what tried guardrails make of it, for those who do not see it. */
    ReadOnlyStringProperty descriptionProperty() {
        return description.getReadOnlyProperty();
    }

    /** Why there is no timeline, one sentence; empty where nothing went wrong. */
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** Place of the selected step in path order; -1 where none is selected. */
    public int selected() {
        return model.get() == null ? -1 : model.get().path().placeOf(selection.step());
    }

    /** Selects the step at that place; nothing changes where there is none. */
    void select(int place) {
        if (model.get() != null && place >= 0 && place < model.get().path().size()) {
            selection.select(model.get().step(place).id());
        }
    }

    void selectLast() {
        if (model.get() != null) {
            select(model.get().path().size() - 1);
        }
    }

    /** Selects the step that stands by that many places further in path order; the first or last where none is selected. */
    public void step(int by) {
        if (model.get() != null && model.get().path().size() > 0) {
            select(model.get().path().neighbour(selected(), by));
        }
    }

    void zoom(double factor, double around) {
        if (window.get() != null) {
            window.set(window.get().zoom(factor, around));
        }
    }

    /** Zooms around the selected step if it is in view, else around the middle. */
    void zoom(double factor) {
        TimeWindow now = window.get();
        if (now != null) {
            int selected = selected();
            double at = selected < 0 ? Double.NaN : (model.get().from(selected) + model.get().to(selected)) / 2.0;
            zoom(factor, at >= now.from() && at <= now.to() ? at : (now.from() + now.to()) / 2);
        }
    }

    void pan(double part) {
        if (window.get() != null) {
            window.set(window.get().pan(part));
        }
    }

    void show(double from, double to) {
        if (window.get() != null) {
            window.set(window.get().show(from, to, 0));
        }
    }

    /** Fills the view with the selected step; with the whole run where none is selected. */
    void focus() {
        int selected = selected();
        if (selected < 0) {
            showAll();
        } else {
            window.set(window.get().show(model.get().from(selected), model.get().to(selected), FOCUS_AIR));
        }
    }

    void showAll() {
        if (model.get() != null) {
            window.set(TimeWindow.all(model.get().end()));
        }
    }

    private void reveal() {
        int selected = selected();
        if (selected >= 0 && window.get() != null) {
            window.set(window.get().reveal(model.get().from(selected), model.get().to(selected)));
        }
    }

    private void summarize() {
        TimelineModel now = model.get();
        if (now == null) {
            summary.set("");
            description.set("");
            return;
        }
        List<String> parts = new ArrayList<>();
        int steps = now.path().size();
        parts.add(TEXTS.get("summary.steps", steps, now.lanes().size()));
        if (steps > 0) {
            parts.add(now.clock() ? TEXTS.get("summary.length", Wording.duration(now.end()))
                    : now.withoutClock() == steps ? TEXTS.get("summary.order") : TEXTS.get("summary.order.some", now.withoutClock(), steps));
        }
        for (Map.Entry<Mark, Integer> each : now.countsByMark().entrySet()) {
            if (each.getKey() != Mark.NONE) {
                parts.add(TEXTS.get("summary.mark", each.getValue(), each.getKey().text()));
            }
        }
        if (matched.get() != null) {
            parts.add(TEXTS.get("summary.matched", matched.get().places().cardinality()));
        }
        // A judgement alone is no mark that is drawn.
        if (markedProperty().get() != null && !markedProperty().get().marks().all().isEmpty()) {
            parts.add(TEXTS.get("summary.case", MarkCells.words(markedProperty().get().marks().all())));
        }
        if (axisTime().step() > 0) {
            parts.add(TEXTS.get("summary.reference", axisTime().step()));
        }
        int selected = selected();
        if (selected >= 0) {
            parts.add(TEXTS.get("summary.selected", selected + 1, words().describe(selected)));
        }
        summary.set(String.join(" · ", parts));
        description.set(rehearsedProperty().get() == null ? summary.get() : summary.get() + "\n" + Wording.line(rehearsedProperty().get().steps().rehearsed().sentence(selection.step()), LONGEST_SENTENCE));
    }

    private StepWords words() {
        return new StepWords(model.get(), markedProperty().get(), rehearsedProperty().get());
    }

    /** What is known of a step, one line each, for the card that follows the mouse. */
    List<String> details(int place) {
        return words().details(place);
    }
}
