package dev.pathwarden.workbench.graph;

import dev.pathwarden.model.step.Link;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.workbench.path.PathIndex;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Leaves out flows of values that say nothing new, because a chat that is sent its whole history again and again has a flow from
 * everything before it, and drawing them all would hide the way a value really took.
 *
 * <p>What a model's chat does inside itself, such as its HTTP request, flows into and out of the chat. Left out are a flow into a step that the
 * step around it has as well; a flow out of a step where a step inside it is the origin of the same value; and a flow that others make up,
 * one after the other.
 */
final class FlowReduction {

    private final PathIndex path;
    private final int[] carriers;

    FlowReduction(PathIndex path) {
        this.path = path;
        this.carriers = new int[path.size()];
        for (int place = 0; place < carriers.length; place++) {
            int parent = path.parentOf(place);
            boolean inChat = parent >= 0 && path.step(carriers[parent]).operation() == Operation.MODEL_CHAT;
            carriers[place] = inChat ? carriers[parent] : place;
        }
    }

    /** A flow from an earlier step into a later one, as it was recorded. */
    record Flow(int from, int to) {
    }

    /** Place of the step that stands for a step in flows: the chat it is nested in, else the step itself. */
    int carrier(int place) {
        return carriers[place];
    }

    /** The flows into a step, without those that say nothing new beside their neighbours. */
    List<Flow> into(int place) {
        Set<Integer> sources = linked(place);
        Set<Integer> above = new TreeSet<>();
        for (int outer = path.parentOf(place); outer >= 0 && !sources.isEmpty(); outer = path.parentOf(outer)) {
            above.addAll(linked(outer));
        }
        Set<Integer> holdOrigins = new TreeSet<>();
        for (int source : sources) {
            for (int outer = path.parentOf(source); outer >= 0; outer = path.parentOf(outer)) {
                if (carriers[outer] != carriers[source]) {
                    holdOrigins.add(outer);
                }
            }
        }
        List<Flow> kept = new ArrayList<>();
        for (int source : sources) {
            if (carriers[source] != carriers[place] && !holdOrigins.contains(source) && !above.contains(source)) {
                kept.add(new Flow(source, place));
            }
        }
        return kept;
    }

    private Set<Integer> linked(int place) {
        Set<Integer> sources = new TreeSet<>();
        for (Link link : path.step(place).step().links()) {
            int source = path.placeOf(link.step());
            if (!link.kind().causal() && source >= 0 && source != place) {
                sources.add(source);
            }
        }
        return sources;
    }

    /** The edges without those flows that others make up, one after the other. Only edges to later boxes are left out, so that no circle is lost. */
    static List<GraphEdge> withoutDetours(List<GraphEdge> edges, int nodes) {
        BitSet[] reached = new BitSet[nodes];
        for (int node = 0; node < nodes; node++) {
            reached[node] = new BitSet(node);
            for (GraphEdge edge : edges) {
                if (edge.to() == node && edge.from() < node && edge.kind() == EdgeKind.PROVENANCE) {
                    reached[node].set(edge.from());
                    reached[node].or(reached[edge.from()]);
                }
            }
        }
        return edges.stream().filter(edge -> edge.kind() != EdgeKind.PROVENANCE || edge.from() >= edge.to() || edges.stream().noneMatch(last ->
                last.kind() == EdgeKind.PROVENANCE && last.to() == edge.to() && last.from() < last.to() && last.from() != edge.from() && reached[last.from()].get(edge.from()))).toList();
    }
}
