package dev.pathwarden.workbench.graph;

import dev.pathwarden.model.step.Link;
import dev.pathwarden.model.step.StepId;
import java.util.Optional;

/**
 * What an edge of the graph stands for that says that a value flowed.
 *
 * @param source the step where the value came from
 * @param sink the step into whose arguments it came
 */
public record EdgeFlow(StepId source, StepId sink) {

    /** The flow of an edge: of boxes with several steps the first that is found in path order. Empty for an edge that says something else, or -1 for none. */
    static Optional<EdgeFlow> of(PathDrawing drawing, int edge) {
        if (drawing == null || edge < 0 || drawing.graph().edges().get(edge).kind() != EdgeKind.PROVENANCE) {
            return Optional.empty();
        }
        GraphEdge drawn = drawing.graph().edges().get(edge);
        GraphNode from = drawing.graph().nodes().get(drawn.from());
        for (int place : drawing.graph().nodes().get(drawn.to()).places()) {
            for (Link link : drawing.path().step(place).step().links()) {
                if (!link.kind().causal() && from.holds(drawing.path().placeOf(link.step()))) {
                    return Optional.of(new EdgeFlow(link.step(), drawing.path().step(place).id()));
                }
            }
        }
        return Optional.empty();
    }
}
