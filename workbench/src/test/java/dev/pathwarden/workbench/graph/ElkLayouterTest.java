package dev.pathwarden.workbench.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.workbench.path.PathIndex;
import dev.pathwarden.workbench.path.SamplePaths;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.eclipse.elk.core.options.Direction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ElkLayouterTest {

    private static final ToDoubleFunction<GraphNode> WIDTH = node -> 60 + 8.0 * Math.min(25, node.title().length());

    static Stream<RecordedRun> runs() {
        return Stream.of(SamplePaths.single(), SamplePaths.report(), SamplePaths.encryptedReport(), SamplePaths.withoutClock(12), SamplePaths.large(1_000), SamplePaths.threads(100));
    }

    @ParameterizedTest
    @MethodSource("runs")
    void layOut_ofAnyRun_putsBoxesAndTagsWhereTheyDoNotOverlap(RecordedRun run) {
        PathGraph graph = PathGraphBuilder.whole(PathIndex.of(run), Set.of(), GroupBy.NONE);

        GraphLayout layout = ElkLayouter.layOut(graph, WIDTH, () -> false);

        List<GraphLayout.Box> boxes = new ArrayList<>(layout.boxes());
        layout.routes().stream().filter(route -> route.tagBox() != null).forEach(route -> boxes.add(route.tagBox()));
        for (int i = 0; i < boxes.size(); i++) {
            GraphLayout.Box box = boxes.get(i);
            assertThat(box.x()).isGreaterThanOrEqualTo(0);
            assertThat(box.y()).isGreaterThanOrEqualTo(0);
            assertThat(box.x() + box.width()).isLessThanOrEqualTo(layout.width());
            assertThat(box.y() + box.height()).isLessThanOrEqualTo(layout.height());
            for (int k = 0; k < i; k++) {
                assertThat(box.overlaps(boxes.get(k))).as("%s and %s", box, boxes.get(k)).isFalse();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("runs")
    void layOut_ofAnyRun_leadsEachEdgeFromItsBoxToItsBoxAndThroughNoOther(RecordedRun run) {
        PathGraph graph = PathGraphBuilder.whole(PathIndex.of(run), Set.of(), GroupBy.NONE);

        GraphLayout layout = ElkLayouter.layOut(graph, WIDTH, () -> false);

        for (int i = 0; i < graph.edges().size(); i++) {
            GraphLayout.Route route = layout.routes().get(i);
            int last = route.xs().length - 1;
            assertThat(touches(layout.boxes().get(graph.edges().get(i).from()), route.xs()[0], route.ys()[0])).isTrue();
            assertThat(touches(layout.boxes().get(graph.edges().get(i).to()), route.xs()[last], route.ys()[last])).isTrue();
            for (int point = 1; point < last; point++) {
                for (GraphLayout.Box box : layout.boxes()) {
                    assertThat(box.contains(route.xs()[point], route.ys()[point])).isFalse();
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("runs")
    void layOut_withFrames_putsEachAroundItsBoxesAndAwayFromAllOthers(RecordedRun run) {
        for (GroupBy by : List.of(GroupBy.AGENT, GroupBy.PROCESS)) {
            PathGraph graph = PathGraphBuilder.whole(PathIndex.of(run), Set.of(), by);

            GraphLayout layout = ElkLayouter.layOut(graph, WIDTH, () -> false);

            assertThat(layout.frames()).hasSameSizeAs(graph.groups()).isNotEmpty();
            for (int group = 0; group < graph.groups().size(); group++) {
                GraphLayout.Box frame = layout.frames().get(group);
                for (int node = 0; node < graph.nodes().size(); node++) {
                    GraphLayout.Box box = layout.boxes().get(node);
                    assertThat(graph.groupOf(node) == group ? frame.holds(box) && box.y() >= frame.y() + ElkLayouter.FRAME_NAME : !frame.overlaps(box)).isTrue();
                }
                for (int other = 0; other < group; other++) {
                    assertThat(frame.overlaps(layout.frames().get(other))).isFalse();
                }
            }
            for (int i = 0; i < graph.edges().size(); i++) {
                GraphLayout.Route route = layout.routes().get(i);
                int last = route.xs().length - 1;
                assertThat(touches(layout.boxes().get(graph.edges().get(i).from()), route.xs()[0], route.ys()[0])).isTrue();
                assertThat(touches(layout.boxes().get(graph.edges().get(i).to()), route.xs()[last], route.ys()[last])).isTrue();
                assertThat(layout.boxes()).noneMatch(box -> route.tagBox() != null && box.overlaps(route.tagBox()));
            }
        }
    }

    private static boolean touches(GraphLayout.Box box, double x, double y) {
        return x >= box.x() - 1 && x <= box.x() + box.width() + 1 && y >= box.y() - 1 && y <= box.y() + box.height() + 1;
    }

    @Test
    void layOut_ofAChat_putsItsTurnsBelowOneAnother() {
        PathGraph graph = PathGraphBuilder.whole(PathIndex.of(SamplePaths.report()), Set.of(), GroupBy.NONE);

        GraphLayout layout = ElkLayouter.layOut(graph, WIDTH, () -> false);

        List<GraphEdge> turns = graph.edges().stream().filter(edge -> edge.kind() == EdgeKind.NEXT).toList();
        assertThat(turns).isNotEmpty().allSatisfy(edge -> {
            assertThat(layout.boxes().get(edge.to()).y()).isGreaterThan(layout.boxes().get(edge.from()).y());
            assertThat(layout.boxes().get(edge.to()).centerX()).isBetween(layout.boxes().get(edge.from()).x(), layout.boxes().get(edge.from()).x() + layout.boxes().get(edge.from()).width());
        });
    }

    @Test
    void layOut_ofNothing_isEmpty() {
        assertThat(ElkLayouter.layOut(PathGraphBuilder.whole(PathIndex.of(SamplePaths.empty()), Set.of(), GroupBy.NONE), WIDTH, () -> false)).isEqualTo(GraphLayout.EMPTY);
    }

    @Test
    void layOut_whenCancelled_endsWithoutAResult() {
        PathGraph graph = PathGraphBuilder.whole(PathIndex.of(SamplePaths.report()), Set.of(), GroupBy.NONE);

        assertThatThrownBy(() -> ElkLayouter.layOut(graph, WIDTH, () -> true)).isInstanceOf(CancellationException.class);
    }

    @Test
    void direction_ofALongChain_isDownAndOfAWideTreeToTheRight() {
        assertThat(ElkLayouter.direction(PathGraphBuilder.whole(PathIndex.of(SamplePaths.deep(30)), Set.of(), GroupBy.NONE))).isEqualTo(Direction.DOWN);
        assertThat(ElkLayouter.direction(PathGraphBuilder.whole(PathIndex.of(SamplePaths.threads(30)), Set.of(), GroupBy.NONE))).isEqualTo(Direction.RIGHT);
    }

    @Test
    void tags_ofManyLabels_nameSomeAndCountTheRest() {
        assertThat(ElkLayouter.tags(new GraphEdge(0, 1, EdgeKind.PROVENANCE, Set.of("pii.email", "pii.iban", "pii.phone", "pii.us-ssn"))))
                .containsExactly("pii.email", "pii.iban", "+2");
        assertThat(ElkLayouter.tags(new GraphEdge(0, 1, EdgeKind.PROVENANCE, Set.of("a", "b", "c")))).containsExactly("a", "b", "c");
        assertThat(ElkLayouter.tags(new GraphEdge(0, 1, EdgeKind.PROVENANCE, Set.of("x\u202eneddih\n\u0000" + "y".repeat(90_000))))).singleElement().asString().startsWith("x neddih y").endsWith("…").hasSizeLessThan(40);
    }
}
