package dev.pathwarden.workbench.graph;

import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.workbench.path.PathIndex;
import java.util.HashSet;
import java.util.Set;

/** Which folded boxes of a graph are opened, by the first step of each. For one thread. */
final class OpenedBoxes {

    private final Set<StepId> first = new HashSet<>();

    /** The first steps of those that are opened. */
    Set<StepId> all() {
        return Set.copyOf(first);
    }

    void clear() {
        first.clear();
    }

    /** Opens a folded box, or closes the one that the box of a single step came out of; whether that changed anything. */
    boolean toggle(PathIndex path, GraphNode box) {
        return box.folded() ? first.add(path.step(box.first()).id()) : closeAround(path, box.first());
    }

    private boolean closeAround(PathIndex path, int place) {
        RecordedStep step = path.step(place);
        return first.removeIf(id -> {
            int other = path.placeOf(id);
            return path.parentOf(other) == path.parentOf(place) && path.step(other).operation() == step.operation();
        });
    }
}
