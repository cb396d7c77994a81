package dev.pathwarden.model.casefile;

import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.StepId;
import java.util.Comparator;
import java.util.Objects;

/**
 * What a mark is on: a run, or a step of it. Told by ids, so that it stays the same wherever the run is copied to, and whatever runs come to stand before it.
 *
 * @param run the run
 * @param step its step; null for the run as a whole
 */
public record Subject(RunId run, StepId step) implements Comparable<Subject> {

    private static final Comparator<Subject> ORDER = Comparator.comparing(Subject::run).thenComparing(Subject::step, Comparator.nullsFirst(Comparator.<StepId>naturalOrder()));

    public Subject {
        Objects.requireNonNull(run, "run");
    }

    /** A run as a whole. */
    public static Subject of(RunId run) {
        return new Subject(run, null);
    }

    /** By run; the run as a whole before its steps. */
    @Override
    public int compareTo(Subject other) {
        return ORDER.compare(this, other);
    }

    /** The id of the run, and behind a stroke that of the step where it is on one. */
    @Override
    public String toString() {
        return step == null ? run.toString() : run + "/" + step;
    }
}
