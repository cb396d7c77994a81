package dev.pathwarden.model.step;

import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Sets of labels as steps and outcomes hold them. */
final class Labels {

    private Labels() {
    }

    /** An unmodifiable sorted copy; most steps have none, for which nothing is made. */
    static SortedSet<String> copyOf(Set<String> labels) {
        return labels.isEmpty() ? Collections.emptySortedSet() : Collections.unmodifiableSortedSet(new TreeSet<>(labels));
    }
}
