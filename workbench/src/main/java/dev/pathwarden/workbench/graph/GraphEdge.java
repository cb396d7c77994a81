package dev.pathwarden.workbench.graph;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * An edge of the graph.
 *
 * @param from number of the node it leads from
 * @param to number of the node it leads to, another one
 * @param kind what it says
 * @param labels for provenance, the data labels that came along; sorted
 */
record GraphEdge(int from, int to, EdgeKind kind, Set<String> labels) {

    GraphEdge {
        labels = Collections.unmodifiableSortedSet(new TreeSet<>(labels));
    }
}
