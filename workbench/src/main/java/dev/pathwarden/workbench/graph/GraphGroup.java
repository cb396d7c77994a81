package dev.pathwarden.workbench.graph;

import java.util.List;

/**
 * Boxes of the graph that have something in common.
 *
 * @param name what that is
 * @param nodes numbers of the boxes, ascending
 */
record GraphGroup(String name, List<Integer> nodes) {

    GraphGroup {
        nodes = List.copyOf(nodes);
    }
}
