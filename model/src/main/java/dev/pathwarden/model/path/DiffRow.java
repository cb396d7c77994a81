package dev.pathwarden.model.path;

import dev.pathwarden.model.step.RecordedStep;
import java.util.List;
import java.util.Objects;

/**
 * One row of the difference of two runs: two steps that correspond, or one that has no counterpart.
 *
 * @param kind how the two sides relate
 * @param left step of the first run; null where {@link Kind#ADDED}
 * @param right step of the second run; null where {@link Kind#REMOVED}
 * @param deltas what differs, in words, such as {@code status: blocked -> ok}; empty unless {@link Kind#CHANGED}
 */
public record DiffRow(Kind kind, RecordedStep left, RecordedStep right, List<String> deltas) {

    /** How the two sides of a row relate. */
    public enum Kind {
        SAME, CHANGED, ADDED, REMOVED
    }

    public DiffRow {
        Objects.requireNonNull(kind, "kind");
        deltas = List.copyOf(deltas);
    }
}
