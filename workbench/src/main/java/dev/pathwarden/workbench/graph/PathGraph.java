package dev.pathwarden.workbench.graph;

import java.util.Collections;
import java.util.List;

/**
 * A run as boxes and edges, small enough to be read.
 *
 * @param nodes the boxes, in the order of their first steps
 * @param edges the edges; at most one of a kind between two boxes
 * @param steps number of steps in all boxes
 * @param level how far steps were folded
 * @param groups boxes that share a frame, each box in one; empty where there are no frames
 */
record PathGraph(List<GraphNode> nodes, List<GraphEdge> edges, int steps, Level level, List<GraphGroup> groups) {

    /** How far steps are folded, from not much to a lot. */
    enum Level {
        /** Only repeats that follow each other. */
        REPEATS,
        /** Steps of one operation and name in one place of the path. */
        NAMES,
        /** Steps of one operation in one place of the path. */
        OPERATIONS,
        /** As before, and what is nested deep is folded into what it is nested in. */
        DEPTH
    }

    PathGraph {
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
        groups = List.copyOf(groups);
    }

    /** Number of the node that holds the step at that place; -1 if none does. */
    int nodeOf(int place) {
        for (int node = 0; node < nodes.size(); node++) {
            if (nodes.get(node).holds(place)) {
                return node;
            }
        }
        return -1;
    }

    /** Number of the group of a box; -1 where there are no groups. */
    int groupOf(int node) {
        for (int group = 0; group < groups.size(); group++) {
            if (Collections.binarySearch(groups.get(group).nodes(), node) >= 0) {
                return group;
            }
        }
        return -1;
    }
}
