package dev.pathwarden.workbench.nav;

import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.workbench.path.PathIndex;
import java.util.BitSet;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/**
 * The run and the step that are looked at, and which steps the filter leaves. One for the whole window; for the JavaFX thread.
 *
 * <p>When the run changes, the step is null before any listener of the run is told, so that no view sees a step of another run.
 */
public final class Selection {

    private final ReadOnlyObjectWrapper<RecordedRun> run = new ReadOnlyObjectWrapper<>(this, "run");
    private final ReadOnlyObjectWrapper<StepId> step = new ReadOnlyObjectWrapper<>(this, "step");
    private final ReadOnlyObjectWrapper<Matches> matches = new ReadOnlyObjectWrapper<>(this, "matches");
    private PathIndex path;
    /** Places in the current run that the filter leaves; null until they are asked for, and where there is no filter or no run. */
    private BitSet matchedHere;

    /** The current run; null where there is none. */
    public ReadOnlyObjectProperty<RecordedRun> runProperty() {
        return run.getReadOnlyProperty();
    }

    /** The current run; null where there is none. */
    public RecordedRun run() {
        return run.get();
    }

    /** Id of the current step of the current run; null where there is none. */
    public ReadOnlyObjectProperty<StepId> stepProperty() {
        return step.getReadOnlyProperty();
    }

    /** Id of the current step of the current run; null where there is none. */
    public StepId step() {
        return step.get();
    }

    /** The current step; empty where there is none. */
    public Optional<RecordedStep> recordedStep() {
        return find(step.get());
    }

    /** A step of the current run. */
    public Optional<RecordedStep> find(StepId id) {
        int place = path == null ? -1 : path.placeOf(id);
        return place < 0 ? Optional.empty() : Optional.of(path.step(place));
    }

    /** Steps of the current run by their ids; null where there is none. */
    public PathIndex path() {
        return path;
    }

    /** Shows another run, or none where null; no step is selected then. Takes no longer for a long run, because it was indexed before. */
    public void show(PathIndex next) {
        step.set(null);
        path = next;
        matchedHere = null;
        run.set(next == null ? null : next.run());
    }

    /** Shows the current run with what came of it meanwhile. Listeners of the run are told; the selected step stays. */
    public void grow(PathIndex next) {
        if (next.placeOf(step.get()) < 0) {
            step.set(null);
        }
        path = next;
        matchedHere = null;
        run.set(next.run());
    }

    /** Whether both are the same run, of which more may have come. */
    public static boolean isSame(RecordedRun one, RecordedRun other) {
        return one != null && other != null && one.run().id().equals(other.run().id());
    }

    /** Selects a step of the current run, or none where null. An id that the current run does not have changes nothing. */
    public void select(StepId id) {
        if (id == null || find(id).isPresent()) {
            step.set(id);
        }
    }

    /** The steps that the filter leaves, of all runs; null where there is no filter. */
    public ReadOnlyObjectProperty<Matches> matchesProperty() {
        return matches.getReadOnlyProperty();
    }

    /** Places of the steps of the current run that the filter leaves, to keep; null where there is no filter, or no run. */
    public BitSet matched() {
        return findMatched() ? (BitSet) matchedHere.clone() : null;
    }

    /** Places that the filter leaves in a run as it is or was, for who shows a run that has grown since; null where there is no filter. */
    public BitSet matched(PathIndex in) {
        return in == path ? matched() : matches.get() == null ? null : matches.get().in(in);
    }

    /** Whether the filter leaves the step at a place of the current run; true where there is no filter, or no run. */
    public boolean isLeft(int place) {
        return !findMatched() || matchedHere.get(place);
    }

    private boolean findMatched() {
        if (matchedHere == null && matches.get() != null && path != null) {
            matchedHere = matches.get().in(path);
        }
        return matchedHere != null;
    }

    /** Filters, or ends that where null. What is selected stays. */
    public void filter(Matches next) {
        matchedHere = null;
        matches.set(next);
    }
}
