package dev.pathwarden.workbench.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.workbench.path.Mark;
import dev.pathwarden.workbench.path.PathIndex;
import dev.pathwarden.workbench.path.SamplePaths;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PathGraphBuilderTest {

    @Test
    void whole_foldsRepeatsThatFollowEachOther() {
        PathGraph graph = whole(SamplePaths.report());

        assertThat(graph.level()).isEqualTo(PathGraph.Level.REPEATS);
        assertThat(graph.nodes()).extracting(GraphNode::title).contains("7 × data.file.read").doesNotContain("template-0.html");
        assertThat(node(graph, "7 × data.file.read").detail()).isEqualTo("template-0.html and others");
    }

    @Test
    void whole_withABoxOpened_showsItsSteps() {
        RecordedRun run = SamplePaths.report();

        PathGraph graph = PathGraphBuilder.whole(PathIndex.of(run), Set.of(SamplePaths.id(run, "template-0.html")), GroupBy.NONE);

        assertThat(graph.nodes()).extracting(GraphNode::title).contains("template-0.html", "template-6.html").doesNotContain("7 × data.file.read");
    }

    @Test
    void whole_keepsBlockedAndFailedStepsApart() {
        PathGraph graph = whole(SamplePaths.large(1_000));

        assertThat(graph.level()).isEqualTo(PathGraph.Level.NAMES);
        assertThat(graph.nodes()).filteredOn(node -> node.mark() == Mark.BLOCKED).hasSize(3).noneMatch(GraphNode::folded);
        assertThat(graph.nodes()).filteredOn(node -> node.mark() == Mark.ERROR).hasSize(5).noneMatch(GraphNode::folded);
    }

    @Test
    void whole_ofAnyRun_holdsEachStepOnceAndKeepsToTheBudget() {
        for (RecordedRun run : new RecordedRun[] {SamplePaths.empty(), SamplePaths.single(), SamplePaths.report(), SamplePaths.withoutClock(100),
            SamplePaths.large(5_000), SamplePaths.deep(500), SamplePaths.threads(500)}) {
            PathGraph graph = whole(run);
            BitSet seen = new BitSet();
            for (GraphNode node : graph.nodes()) {
                for (int place : node.places()) {
                    assertThat(seen.get(place)).isFalse();
                    seen.set(place);
                }
            }
            assertThat(seen.cardinality()).isEqualTo(run.steps().size());
            assertThat(graph.nodes().size()).isLessThanOrEqualTo(PathGraphBuilder.BUDGET);
            assertThat(graph.edges()).allMatch(edge -> edge.from() != edge.to()).doesNotHaveDuplicates();
        }
    }

    @Test
    void whole_showsTheTrafficOfAChatInItsBox() {
        RecordedRun run = SamplePaths.report();
        PathGraph graph = whole(run);

        assertThat(graph.nodes().get(1).title()).isEqualTo("gpt-4o-mini");
        assertThat(graph.nodes().get(1).detail()).isEqualTo("model.chat, 2 nested");
        assertThat(PathGraphBuilder.whole(PathIndex.of(run), Set.of(SamplePaths.id(run, "gpt-4o-mini")), GroupBy.NONE).nodes()).extracting(GraphNode::title).contains("POST 127.0.0.1:8089");
    }

    @Test
    void flows_thatOthersMakeUpOrThatAStepAroundHasAsWell_areLeftOut() {
        PathGraph graph = whole(SamplePaths.report());

        assertThat(graph.edges()).noneMatch(edge -> edge.kind() == EdgeKind.PROVENANCE && graph.nodes().get(edge.to()).title().equals("customers-8812.csv"));
        assertThat(flow(graph, "SELECT name, email, card, ssn FROM customers", "export_csv").labels()).containsExactly("pii.email", "pii.payment-card", "pii.us-ssn");
    }

    @Test
    void withoutDetours_keepsTheLongWayAndDropsTheShortcut() {
        GraphEdge first = new GraphEdge(0, 1, EdgeKind.PROVENANCE, Set.of());
        GraphEdge second = new GraphEdge(1, 2, EdgeKind.PROVENANCE, Set.of());
        GraphEdge shortcut = new GraphEdge(0, 2, EdgeKind.PROVENANCE, Set.of());
        GraphEdge back = new GraphEdge(2, 0, EdgeKind.PROVENANCE, Set.of());

        assertThat(FlowReduction.withoutDetours(java.util.List.of(first, shortcut, second, back), 3)).containsExactly(first, second, back);
    }

    @Test
    void edges_tellNestingCauseAndProvenanceApart() {
        PathGraph graph = whole(SamplePaths.report());

        assertThat(edge(graph, "query_customers", "SELECT count(*) FROM customers").kind()).isEqualTo(EdgeKind.NESTED);
        assertThat(edge(graph, "gpt-4o-mini", "query_customers").kind()).isEqualTo(EdgeKind.CAUSAL);
        assertThat(edge(graph, "SELECT name, email, card, ssn FROM customers", "export_csv").kind()).isEqualTo(EdgeKind.PROVENANCE);
        assertThat(graph.edges()).extracting(GraphEdge::kind).contains(EdgeKind.NEXT);
    }

    @Test
    void edges_leaveOutNestingWhereACauseInTheSamePlaceLeadsToTheStep() {
        PathGraph graph = whole(SamplePaths.report());

        assertThat(graph.edges()).noneMatch(edge -> edge.from() == 0 && graph.nodes().get(edge.to()).title().equals("query_customers"));
    }

    @Test
    void edges_alongUntrustedData_carryTheLabelOfTheSource() {
        PathGraph graph = whole(SamplePaths.report());

        assertThat(edge(graph, "templates/get_template", "fetch/fetch_url").labels()).containsExactly("untrusted");
    }

    @Test
    void around_aBlockedStep_showsWhatLedThereAndNothingElse() {
        RecordedRun run = SamplePaths.report();

        PathGraph graph = PathGraphBuilder.around(PathIndex.of(run), SamplePaths.place(run, "customers-8812.csv"), Set.of(), GroupBy.NONE);

        assertThat(graph.nodes()).extracting(GraphNode::title)
                .contains("customer-report", "SELECT name, email, card, ssn FROM customers", "customers-8812.csv")
                .doesNotContain("sudo", "fetch/fetch_url", "POST reports.internal");
    }

    @Test
    void around_aQuery_showsWhereItsResultWent() {
        RecordedRun run = SamplePaths.report();

        PathGraph graph = PathGraphBuilder.around(PathIndex.of(run), SamplePaths.place(run, "SELECT name, email, card, ssn FROM customers"), Set.of(), GroupBy.NONE);

        assertThat(graph.nodes()).extracting(GraphNode::title).contains("customers-8812.csv", "export_csv", "query_customers");
    }

    @Test
    void framesByProcess_holdEachBoxOnce_andNoBoxHoldsStepsOfTwo() {
        PathIndex path = PathIndex.of(SamplePaths.report());

        PathGraph graph = PathGraphBuilder.whole(path, Set.of(), GroupBy.PROCESS);

        assertThat(graph.groups()).extracting(GraphGroup::name).containsExactly("process 4242", "process 4711");
        assertThat(graph.groups().stream().flatMap(group -> group.nodes().stream())).doesNotHaveDuplicates().hasSameSizeAs(graph.nodes());
        assertThat(graph.nodes()).allSatisfy(node -> assertThat(Arrays.stream(node.places()).mapToObj(place -> path.step(place).step().pid()).distinct()).hasSize(1));
        assertThat(graph.nodes().get(graph.groups().get(1).nodes().getFirst()).title()).isEqualTo("templates/get_template");
    }

    @Test
    void frames_ofVeryMany_keepToTheirBudgetAndTheLastSaysHowManyItHolds() {
        PathGraph graph = PathGraphBuilder.whole(PathIndex.of(SamplePaths.processes(60)), Set.of(), GroupBy.PROCESS);

        assertThat(graph.groups()).hasSize(PathGraphBuilder.MOST_GROUPS);
        assertThat(graph.groups().getLast().name()).isEqualTo("37 others");
        assertThat(graph.groups().getLast().nodes()).hasSize(37);
    }

    private static PathGraph whole(RecordedRun run) {
        return PathGraphBuilder.whole(PathIndex.of(run), Set.of(), GroupBy.NONE);
    }

    private static GraphNode node(PathGraph graph, String title) {
        return graph.nodes().stream().filter(node -> node.title().equals(title)).findFirst().orElseThrow();
    }

    private static GraphEdge flow(PathGraph graph, String from, String to) {
        return graph.edges().stream().filter(edge -> edge.kind() == EdgeKind.PROVENANCE && graph.nodes().get(edge.from()).title().equals(from)
                && graph.nodes().get(edge.to()).title().equals(to)).findFirst().orElseThrow();
    }

    private static GraphEdge edge(PathGraph graph, String from, String to) {
        return graph.edges().stream().filter(edge -> graph.nodes().get(edge.from()).title().equals(from) && graph.nodes().get(edge.to()).title().equals(to)).findFirst().orElseThrow();
    }
}
