package dev.pathwarden.policies.trust;

import dev.pathwarden.model.step.StepId;
import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** A step that values can come from. Its labels only grow; they are added by one thread at a time and read by any. */
final class Source {

    private final StepId step;
    private volatile SortedSet<String> labels = Collections.emptySortedSet();

    Source(StepId step) {
        this.step = step;
    }

    StepId step() {
        return step;
    }

    /** Labels of all that came of the step, unmodifiable. */
    SortedSet<String> labels() {
        return labels;
    }

    /** Adds labels; false where it has them all. */
    boolean label(Set<String> more) {
        if (labels.containsAll(more)) {
            return false;
        }
        SortedSet<String> all = new TreeSet<>(labels);
        all.addAll(more);
        labels = Collections.unmodifiableSortedSet(all);
        return true;
    }
}
