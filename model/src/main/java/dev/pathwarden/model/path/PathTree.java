package dev.pathwarden.model.path;

import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.StepId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The steps of a run as a tree: each under the step in which it happened, siblings in path order.
 *
 * <p>A step whose parent was not recorded, or stands behind it, is a root; so every step is in the tree exactly once. Immutable.
 */
public final class PathTree {

    private final List<Node> roots;

    private PathTree(List<Node> roots) {
        this.roots = roots;
    }

    /** The tree of a run's path. */
    public static PathTree of(RecordedRun run) {
        List<Node> roots = new ArrayList<>();
        Map<StepId, Node> known = new HashMap<>();
        for (RecordedStep step : run.steps()) {
            Node parent = step.step().parent() == null ? null : known.get(step.step().parent());
            Node node = new Node(step, parent == null ? 0 : parent.depth + 1);
            (parent == null ? roots : parent.children).add(node);
            known.putIfAbsent(step.id(), node);
        }
        return new PathTree(Collections.unmodifiableList(roots));
    }

    /** The steps that happened in no other step, in path order. */
    public List<Node> roots() {
        return roots;
    }

    /** All nodes, each behind its parent, as a printed tree shows them. */
    public List<Node> inOrder() {
        List<Node> order = new ArrayList<>();
        Deque<Node> open = new ArrayDeque<>();
        pushReversed(roots, open);
        while (!open.isEmpty()) {
            Node node = open.pop();
            order.add(node);
            pushReversed(node.children, open);
        }
        return order;
    }

    private static void pushReversed(List<Node> nodes, Deque<Node> open) {
        for (int i = nodes.size() - 1; i >= 0; i--) {
            open.push(nodes.get(i));
        }
    }

    /** A step with the steps that happened in it. */
    public static final class Node {
        private final RecordedStep step;
        private final int depth;
        private final List<Node> children = new ArrayList<>();

        private Node(RecordedStep step, int depth) {
            this.step = step;
            this.depth = depth;
        }

        public RecordedStep step() {
            return step;
        }

        /** Steps above this one; 0 for a root. */
        public int depth() {
            return depth;
        }

        /** The steps that happened in this one, in path order, unmodifiable. */
        public List<Node> children() {
            return Collections.unmodifiableList(children);
        }
    }
}
