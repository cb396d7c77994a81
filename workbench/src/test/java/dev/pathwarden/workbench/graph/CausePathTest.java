package dev.pathwarden.workbench.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.workbench.cause.ShownCause;
import dev.pathwarden.workbench.path.Mark;
import dev.pathwarden.workbench.path.SamplePaths;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CausePathTest {

    private static final RecordedRun RUN = SamplePaths.report();
    private static final ShownCause CAUSE = new ShownCause(1, RUN.steps().getFirst(), 0, "copied", List.of("words"));

    private static PathGraph graph(int nodes, GraphEdge... edges) {
        return new PathGraph(IntStream.range(0, nodes).mapToObj(node -> new GraphNode(new int[] {node}, Operation.TOOL_CALL, "box " + node, "", Mark.NONE)).toList(), List.of(edges), nodes, PathGraph.Level.REPEATS, List.of());
    }

    private static GraphEdge edge(int from, int to, EdgeKind kind) {
        return new GraphEdge(from, to, kind, Set.of());
    }

    @Test
    void of_severalWays_isTheShortest_andOfTwoOfOneLengthTheOneWhereValuesFlowed() {
        PathGraph graph = graph(5, edge(0, 1, EdgeKind.NEXT), edge(1, 4, EdgeKind.CAUSAL), edge(0, 2, EdgeKind.PROVENANCE), edge(2, 4, EdgeKind.NESTED), edge(0, 3, EdgeKind.PROVENANCE), edge(3, 1, EdgeKind.PROVENANCE));

        CausePath way = CausePath.of(graph, CAUSE, 0, 4);

        assertThat(way.nodes().stream()).containsExactly(0, 2, 4);
        assertThat(way.edges().stream()).containsExactly(2, 3);
    }

    @Test
    void of_stepsThatNoEdgeLeadsBetween_isTheTwoEnds() {
        CausePath way = CausePath.of(graph(3, edge(0, 1, EdgeKind.NESTED), edge(2, 1, EdgeKind.CAUSAL)), CAUSE, 0, 2);

        assertThat(way.nodes().stream()).containsExactly(0, 2);
        assertThat(way.edges().isEmpty()).isTrue();
    }

    @Test
    void of_aGraphWithACircle_ends() {
        CausePath way = CausePath.of(graph(3, edge(0, 1, EdgeKind.CAUSAL), edge(1, 0, EdgeKind.PROVENANCE), edge(1, 2, EdgeKind.NEXT)), CAUSE, 0, 2);

        assertThat(way.edges().stream()).containsExactly(0, 2);
    }
}
