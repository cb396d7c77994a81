package dev.pathwarden.workbench.graph;

import dev.pathwarden.workbench.cause.ShownCause;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The way from the root cause of the selected step to that step, in the boxes and edges of a graph.
 *
 * @param cause the root cause
 * @param from number of the box that holds it
 * @param to number of the box that holds the selected step, another one
 * @param nodes numbers of the boxes on the way, both ends included
 * @param edges numbers of the edges on the way; empty where the graph has no way from the one to the other, so that words flowed is all that is known
 */
record CausePath(ShownCause cause, int from, int to, BitSet nodes, BitSet edges) {

    /** The shortest way; of several of one length one along which values flowed. Takes time linear in boxes times edges. */
    static CausePath of(PathGraph graph, ShownCause cause, int from, int to) {
        List<Integer> flowsFirst = IntStream.range(0, graph.edges().size()).boxed().sorted(Comparator.comparing((Integer edge) -> graph.edges().get(edge).kind()).reversed()).toList();
        int[] reachedBy = new int[graph.nodes().size()];
        BitSet reached = new BitSet(reachedBy.length);
        Deque<Integer> open = new ArrayDeque<>();
        reached.set(from);
        open.add(from);
        while (!open.isEmpty() && !reached.get(to)) {
            int node = open.remove();
            for (int edge : flowsFirst) {
                GraphEdge each = graph.edges().get(edge);
                if (each.from() == node && !reached.get(each.to())) {
                    reached.set(each.to());
                    reachedBy[each.to()] = edge;
                    open.add(each.to());
                }
            }
        }
        BitSet nodes = new BitSet();
        BitSet edges = new BitSet();
        nodes.set(from);
        nodes.set(to);
        for (int node = to; reached.get(to) && node != from; node = graph.edges().get(reachedBy[node]).from()) {
            nodes.set(node);
            edges.set(reachedBy[node]);
        }
        return new CausePath(cause, from, to, nodes, edges);
    }
}
