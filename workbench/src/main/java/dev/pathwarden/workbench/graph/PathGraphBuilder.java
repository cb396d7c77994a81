package dev.pathwarden.workbench.graph;

import dev.pathwarden.model.step.Link;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.workbench.cell.Wording;
import dev.pathwarden.workbench.path.Ancestry;
import dev.pathwarden.workbench.path.Mark;
import dev.pathwarden.workbench.path.PathIndex;
import dev.pathwarden.workbench.text.Texts;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Makes a graph of a run. Pure; for any thread. */
final class PathGraphBuilder {

    /** Most boxes of a graph; more cannot be taken in at a glance. */
    static final int BUDGET = 120;
    /** Most frames; more would be frames of single boxes. */
    static final int MOST_GROUPS = 24;
    private static final int LONGEST_TITLE = 80;
    /** Labels that follow from where a value was read, not from what it looks like: they come along with any value. */
    private static final Set<String> SOURCE_LABELS = Set.of("untrusted", "user");
    private static final Texts TEXTS = Texts.of(PathGraphBuilder.class);

    private final PathIndex path;
    private final BitSet shown;
    private final Set<StepId> opened;
    private final GroupBy by;

    private PathGraphBuilder(PathIndex path, BitSet shown, Set<StepId> opened, GroupBy by) {
        this.path = path;
        this.shown = shown;
        this.opened = opened;
        this.by = by;
    }

    /**
     * Makes the graph of a whole run, folded as little as the budget allows.
     *
     * @param opened ids of the first steps of boxes that are to be opened
     * @param by what gets frames
     */
    static PathGraph whole(PathIndex path, Set<StepId> opened, GroupBy by) {
        BitSet all = new BitSet(path.size());
        all.set(0, path.size());
        return of(path, all, opened, by);
    }

    /** Makes the graph of what led to a step and of what it led to directly. */
    static PathGraph around(PathIndex path, int place, Set<StepId> opened, GroupBy by) {
        BitSet near = Ancestry.of(path, place);
        for (int later = place + 1; later < path.size(); later++) {
            StepId id = path.step(place).id();
            if (path.parentOf(later) == place || path.step(later).step().links().stream().anyMatch(link -> link.step().equals(id))) {
                near.set(later);
            }
        }
        return of(path, near, opened, by);
    }

    /** Makes the graph of the steps at those places. */
    static PathGraph of(PathIndex path, BitSet places, Set<StepId> opened, GroupBy by) {
        return new PathGraphBuilder(path, places, opened, by).build();
    }

    private PathGraph build() {
        StepFolder folder = new StepFolder(path, shown, opened, by);
        for (PathGraph.Level level : PathGraph.Level.values()) {
            int[] groups = folder.fold(level, BUDGET);
            if (folder.count() <= BUDGET || level == PathGraph.Level.DEPTH) {
                List<GraphNode> nodes = nodes(groups, folder.count());
                return new PathGraph(nodes, edges(groups, folder.count()), shown.cardinality(), level, groups(nodes));
            }
        }
        throw new AssertionError("the last level keeps to the budget");
    }

    private List<GraphNode> nodes(int[] groups, int count) {
        int[] sizes = new int[count];
        for (int group : groups) {
            if (group >= 0) {
                sizes[group]++;
            }
        }
        int[][] places = new int[count][];
        for (int group = 0; group < count; group++) {
            places[group] = new int[sizes[group]];
            sizes[group] = 0;
        }
        for (int place = 0; place < groups.length; place++) {
            if (groups[place] >= 0) {
                places[groups[place]][sizes[groups[place]]++] = place;
            }
        }
        List<GraphNode> nodes = new ArrayList<>(count);
        for (int[] each : places) {
            nodes.add(node(each));
        }
        return nodes;
    }

    /** The groups in the order of their first boxes; of very many the last holds the boxes of all others. */
    private List<GraphGroup> groups(List<GraphNode> nodes) {
        Map<String, List<Integer>> byName = new LinkedHashMap<>();
        for (int node = 0; by != GroupBy.NONE && node < nodes.size(); node++) {
            byName.computeIfAbsent(Wording.line(by.groupOf(path.step(nodes.get(node).first()).step(), path.run()), LONGEST_TITLE), each -> new ArrayList<>()).add(node);
        }
        List<GraphGroup> groups = new ArrayList<>();
        List<Integer> others = new ArrayList<>();
        byName.forEach((name, each) -> {
            if (groups.size() < MOST_GROUPS - 1 || byName.size() <= MOST_GROUPS) {
                groups.add(new GraphGroup(name, each));
            } else {
                others.addAll(each);
            }
        });
        if (!others.isEmpty()) {
            groups.add(new GraphGroup(TEXTS.get("group.others", byName.size() - groups.size()), others.stream().sorted().toList()));
        }
        return groups;
    }

    private GraphNode node(int[] places) {
        RecordedStep first = path.step(places[0]);
        Mark mark = Mark.NONE;
        boolean sameName = true;
        boolean sameOperation = true;
        for (int place : places) {
            RecordedStep each = path.step(place);
            mark = mark.or(Mark.of(each));
            sameName &= each.step().name().equals(first.step().name());
            sameOperation &= each.operation() == first.operation();
        }
        String name = Wording.line(first.step().name(), LONGEST_TITLE);
        Operation operation = first.operation();
        if (places.length == 1) {
            return new GraphNode(places, operation, name.isBlank() ? operation.text() : name, operation.text(), mark);
        }
        if (!sameOperation) {
            return new GraphNode(places, operation, name.isBlank() ? operation.text() : name, TEXTS.get("node.nested", operation.text(), places.length - 1), mark);
        }
        String title = TEXTS.get("node.repeated", places.length, sameName && !name.isBlank() ? name : operation.text());
        return new GraphNode(places, operation, title, sameName ? operation.text() : TEXTS.get("node.first", name), mark);
    }

    private List<GraphEdge> edges(int[] groups, int count) {
        Map<GraphEdge, TreeSet<String>> edges = new LinkedHashMap<>();
        FlowReduction flows = new FlowReduction(path);
        Map<Integer, Integer> lastTurn = new HashMap<>();
        for (int place = shown.nextSetBit(0); place >= 0; place = shown.nextSetBit(place + 1)) {
            int parent = path.parentOf(place);
            boolean caused = false;
            for (Link link : path.step(place).step().links()) {
                int from = path.placeOf(link.step());
                if (link.kind().causal() && from >= 0 && groups[from] >= 0) {
                    caused |= path.parentOf(from) == parent && groups[from] != groups[place];
                    add(edges, groups[from], groups[place], EdgeKind.CAUSAL, Set.of());
                }
            }
            for (FlowReduction.Flow flow : flows.into(place)) {
                int from = groups[flows.carrier(flow.from())];
                int to = groups[flows.carrier(place)];
                if (from >= 0 && to >= 0) {
                    add(edges, from, to, EdgeKind.PROVENANCE, carried(flow.from(), place));
                }
            }
            Integer turn = isTurn(place) ? lastTurn.put(parent, place) : null;
            // A step that another in the same place caused, or that follows one as the next turn, is reached through that one.
            if (turn != null && !caused) {
                add(edges, groups[turn], groups[place], EdgeKind.NEXT, Set.of());
            } else if (parent >= 0 && groups[parent] >= 0 && !caused) {
                add(edges, groups[parent], groups[place], EdgeKind.NESTED, Set.of());
            }
        }
        edges.keySet().removeIf(edge -> (edge.kind() == EdgeKind.NESTED || edge.kind() == EdgeKind.NEXT)
                && (edges.containsKey(new GraphEdge(edge.from(), edge.to(), EdgeKind.CAUSAL, Set.of()))
                    || edges.containsKey(new GraphEdge(edge.from(), edge.to(), EdgeKind.PROVENANCE, Set.of()))));
        List<GraphEdge> labelled = edges.entrySet().stream().map(each -> new GraphEdge(each.getKey().from(), each.getKey().to(), each.getKey().kind(), each.getValue())).toList();
        return FlowReduction.withoutDetours(labelled, count);
    }

    private boolean isTurn(int place) {
        Operation operation = path.step(place).operation();
        return operation == Operation.MODEL_CHAT || operation == Operation.OUTCOME;
    }

    private static void add(Map<GraphEdge, TreeSet<String>> edges, int from, int to, EdgeKind kind, Set<String> labels) {
        if (from != to) {
            edges.computeIfAbsent(new GraphEdge(from, to, kind, Set.of()), each -> new TreeSet<>()).addAll(labels);
        }
    }

    /** Labels of the earlier step's result that the later step's arguments carry. */
    private Set<String> carried(int from, int to) {
        RecordedStep source = path.step(from);
        Set<String> labels = new TreeSet<>(source.step().labels());
        source.ended().ifPresent(outcome -> labels.addAll(outcome.labels()));
        labels.removeIf(label -> !SOURCE_LABELS.contains(label) && !path.step(to).step().labels().contains(label));
        return labels;
    }
}
