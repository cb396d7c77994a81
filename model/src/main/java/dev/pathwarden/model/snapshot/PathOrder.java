package dev.pathwarden.model.snapshot;

import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.StepId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Path order: a step stands behind its parent, and siblings in the order they were decided. */
final class PathOrder {

    private static final class Place {
        private final RecordedStep step;
        private List<Place> children = List.of();
        private boolean placed;

        Place(RecordedStep step) {
            this.step = step;
        }

        void add(Place child) {
            if (children.isEmpty()) {
                children = new ArrayList<>();
            }
            children.add(child);
        }
    }

    private final List<RecordedStep> path;

    private PathOrder(int steps) {
        path = new ArrayList<>(steps);
    }

    /** The steps, each of another id, in path order. */
    static List<RecordedStep> of(List<RecordedStep> steps, RunId run, List<String> damages) {
        List<RecordedStep> decided = new ArrayList<>(steps);
        decided.sort(Comparator.comparingInt(RecordedStep::decidedAt));
        Map<StepId, Place> places = new LinkedHashMap<>(2 * decided.size());
        decided.forEach(step -> places.put(step.id(), new Place(step)));
        List<Place> roots = new ArrayList<>();
        for (Place place : places.values()) {
            StepId parent = place.step.step().parent();
            Place above = parent == null ? null : places.get(parent);
            if (above == null) {
                roots.add(place);
            } else {
                above.add(place);
            }
        }
        PathOrder order = new PathOrder(decided.size());
        roots.forEach(root -> order.place(root, root.step));
        order.placeCircles(places.values(), run, damages);
        return order.path;
    }

    /** Steps that are in each other have no root; the first one of them becomes one. */
    private void placeCircles(Iterable<Place> decided, RunId run, List<String> damages) {
        for (Place place : decided) {
            if (!place.placed) {
                RecordedStep step = place.step;
                damages.add("In run " + run + " step " + step.id() + " is recorded as a part of itself; it is shown without a parent.");
                place(place, new RecordedStep(step.step().toBuilder().parent(null).build(), step.decision(), step.hold(), step.outcome(), step.decidedAt(), step.endedAt()));
            }
        }
    }

    private void place(Place root, RecordedStep shown) {
        Deque<Place> open = new ArrayDeque<>();
        open.push(root);
        while (!open.isEmpty()) {
            Place place = open.pop();
            if (!place.placed) {
                place.placed = true;
                path.add(place == root ? shown : place.step);
                for (int i = place.children.size() - 1; i >= 0; i--) {
                    open.push(place.children.get(i));
                }
            }
        }
    }
}
