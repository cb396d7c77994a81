package dev.pathwarden.model.snapshot;

import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.StepId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Path order: a step stands behind its parent, and siblings in the order they were decided. */
final class PathOrder {

    private final Map<StepId, List<RecordedStep>> children = new HashMap<>();
    private final Set<StepId> placed = new HashSet<>();
    private final List<RecordedStep> path = new ArrayList<>();

    private PathOrder() {
    }

    static List<RecordedStep> of(List<RecordedStep> steps, RunId run, List<String> damages) {
        List<RecordedStep> decided = new ArrayList<>(steps);
        decided.sort(Comparator.comparingInt(RecordedStep::decidedAt));
        Set<StepId> known = new HashSet<>();
        decided.forEach(step -> known.add(step.id()));
        PathOrder order = new PathOrder();
        List<RecordedStep> roots = new ArrayList<>();
        for (RecordedStep step : decided) {
            StepId parent = step.step().parent();
            if (parent == null || !known.contains(parent)) {
                roots.add(step);
            } else {
                order.children.computeIfAbsent(parent, id -> new ArrayList<>()).add(step);
            }
        }
        roots.forEach(order::place);
        order.placeCircles(decided, run, damages);
        return order.path;
    }

    /** Steps that are in each other have no root; the first one of them becomes one. */
    private void placeCircles(List<RecordedStep> decided, RunId run, List<String> damages) {
        for (RecordedStep step : decided) {
            if (!placed.contains(step.id())) {
                damages.add("In run " + run + " step " + step.id() + " is recorded as a part of itself; it is shown without a parent.");
                place(new RecordedStep(step.step().toBuilder().parent(null).build(), step.decision(), step.hold(), step.outcome(), step.decidedAt(), step.endedAt()));
            }
        }
    }

    private void place(RecordedStep root) {
        Deque<RecordedStep> open = new ArrayDeque<>();
        open.push(root);
        while (!open.isEmpty()) {
            RecordedStep step = open.pop();
            if (placed.add(step.id())) {
                path.add(step);
                List<RecordedStep> below = children.getOrDefault(step.id(), List.of());
                for (int i = below.size() - 1; i >= 0; i--) {
                    open.push(below.get(i));
                }
            }
        }
    }
}
