package dev.pathwarden.workbench.graph;

import dev.pathwarden.workbench.cell.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.ToDoubleFunction;
import org.eclipse.elk.alg.layered.options.LayeredMetaDataProvider;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.alg.layered.options.LayeringStrategy;
import org.eclipse.elk.alg.layered.options.NodePlacementStrategy;
import org.eclipse.elk.core.RecursiveGraphLayoutEngine;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.options.CoreOptions;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeLabelPlacement;
import org.eclipse.elk.core.options.HierarchyHandling;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkBendPoint;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;
import org.eclipse.elk.graph.ElkLabel;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.util.ElkGraphUtil;

/**
 * Lays out a graph in layers with ELK. Safe for any thread; meant for a background one.
 *
 * <p>The turns of the model are the spine: their edges are kept straight before all others, so that turns stand below one another and what each
 * did beside it. This placement and this layering need the least width for that: a recorded path of 31 boxes fits a view of 1000 by 850.
 */
final class ElkLayouter {

    private static final double TYPICAL_WIDTH = 170;
    static final double BOX_HEIGHT = 46;
    private static final double PADDING = 16;
    /** Height of the name of a frame. */
    static final double FRAME_NAME = 20;
    private static final double FRAME_PADDING = 12;
    private static final double SPACING = 22;
    private static final double LAYER_SPACING = 34;
    private static final double TAG_CHARACTER = 6.9;
    static final double TAG_HEIGHT = 16;
    private static final double TAG_PADDING = 12;
    /** How much rather an edge between turns is straight than another one. */
    private static final int SPINE = 20;
    private static final int MOST_TAGS = 3;
    private static final int LONGEST_TAG = 22;
    /** Width by height of the view that the direction is chosen for. */
    private static final double VIEW_RATIO = 1.5;

    private ElkLayouter() {
    }

    /**
     * Lays out a graph.
     *
     * @param widths how wide each box must be
     * @param cancelled asked while ELK works
     * @throws CancellationException if it was cancelled
     */
    static GraphLayout layOut(PathGraph graph, ToDoubleFunction<GraphNode> widths, BooleanSupplier cancelled) {
        if (graph.nodes().isEmpty()) {
            return GraphLayout.EMPTY;
        }
        LayoutMetaDataService.getInstance().registerLayoutMetaDataProviders(new LayeredMetaDataProvider());
        ElkNode root = ElkGraphUtil.createGraph();
        root.setProperty(CoreOptions.ALGORITHM, LayeredOptions.ALGORITHM_ID);
        root.setProperty(CoreOptions.DIRECTION, direction(graph));
        root.setProperty(CoreOptions.PADDING, new ElkPadding(PADDING));
        arrange(root);
        List<ElkNode> frames = frames(root, graph);
        List<ElkNode> nodes = new ArrayList<>();
        for (int each = 0; each < graph.nodes().size(); each++) {
            ElkNode node = ElkGraphUtil.createNode(frames.isEmpty() ? root : frames.get(graph.groupOf(each)));
            node.setDimensions(widths.applyAsDouble(graph.nodes().get(each)), BOX_HEIGHT);
            nodes.add(node);
        }
        List<ElkEdge> edges = new ArrayList<>();
        for (GraphEdge edge : graph.edges()) {
            ElkEdge made = ElkGraphUtil.createSimpleEdge(nodes.get(edge.from()), nodes.get(edge.to()));
            if (edge.kind() == EdgeKind.NEXT) {
                made.setProperty(LayeredOptions.PRIORITY_STRAIGHTNESS, SPINE);
            }
            tag(made, tags(edge));
            edges.add(made);
        }
        new RecursiveGraphLayoutEngine().layout(root, new BasicProgressMonitor() {
            @Override
            public boolean isCanceled() {
                return cancelled.getAsBoolean();
            }
        });
        if (cancelled.getAsBoolean()) {
            throw new CancellationException();
        }
        return result(root, nodes, edges, frames, graph);
    }

    private static void arrange(ElkNode parent) {
        parent.setProperty(CoreOptions.SPACING_NODE_NODE, SPACING);
        parent.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, LAYER_SPACING);
        parent.setProperty(LayeredOptions.LAYERING_STRATEGY, LayeringStrategy.COFFMAN_GRAHAM);
        parent.setProperty(LayeredOptions.NODE_PLACEMENT_STRATEGY, NodePlacementStrategy.NETWORK_SIMPLEX);
    }

    private static List<ElkNode> frames(ElkNode root, PathGraph graph) {
        List<ElkNode> frames = new ArrayList<>();
        for (int i = 0; i < graph.groups().size(); i++) {
            root.setProperty(CoreOptions.HIERARCHY_HANDLING, HierarchyHandling.INCLUDE_CHILDREN);
            ElkNode frame = ElkGraphUtil.createNode(root);
            frame.setProperty(CoreOptions.DIRECTION, root.getProperty(CoreOptions.DIRECTION));
            frame.setProperty(CoreOptions.PADDING, new ElkPadding(FRAME_NAME + FRAME_PADDING, FRAME_PADDING, FRAME_PADDING, FRAME_PADDING));
            arrange(frame);
            frames.add(frame);
        }
        return frames;
    }

    private static void tag(ElkEdge edge, List<String> tags) {
        if (!tags.isEmpty()) {
            ElkLabel label = ElkGraphUtil.createLabel(String.join(" ", tags), edge);
            label.setProperty(CoreOptions.EDGE_LABELS_PLACEMENT, EdgeLabelPlacement.CENTER);
            double longest = tags.stream().mapToInt(String::length).max().orElse(0);
            label.setDimensions(longest * TAG_CHARACTER + TAG_PADDING, tags.size() * TAG_HEIGHT);
        }
    }

    /** Texts of the tags at an edge: the first labels, and how many more there are. */
    static List<String> tags(GraphEdge edge) {
        List<String> tags = new ArrayList<>();
        for (String label : edge.labels()) {
            if (tags.size() == MOST_TAGS - 1 && edge.labels().size() > MOST_TAGS) {
                tags.add("+" + (edge.labels().size() - tags.size()));
                break;
            }
            tags.add(Wording.line(label, label.length() <= LONGEST_TAG ? LONGEST_TAG : LONGEST_TAG - 1));
        }
        return tags;
    }

    /**
     * The direction in which the graph needs less room in a view: a long chain runs down, because boxes are wider than high, and
     * a wide tree runs to the right.
     */
    static Direction direction(PathGraph graph) {
        int[] layers = new int[graph.nodes().size()];
        // Nodes stand in the order of their first steps, so an edge to a later node never changes a layer that was read before.
        for (int node = 0; node < layers.length; node++) {
            for (GraphEdge edge : graph.edges()) {
                if (edge.to() == node && edge.from() < node) {
                    layers[node] = Math.max(layers[node], layers[edge.from()] + 1);
                }
            }
        }
        int[] sizes = new int[layers.length];
        int depth = 0;
        int breadth = 0;
        for (int layer : layers) {
            breadth = Math.max(breadth, ++sizes[layer]);
            depth = Math.max(depth, layer + 1);
        }
        double right = Math.max(depth * (TYPICAL_WIDTH + LAYER_SPACING) / VIEW_RATIO, breadth * (BOX_HEIGHT + SPACING));
        double down = Math.max(breadth * (TYPICAL_WIDTH + SPACING) / VIEW_RATIO, depth * (BOX_HEIGHT + LAYER_SPACING));
        return right <= down ? Direction.RIGHT : Direction.DOWN;
    }

    private static GraphLayout result(ElkNode root, List<ElkNode> nodes, List<ElkEdge> edges, List<ElkNode> frames, PathGraph graph) {
        List<GraphLayout.Route> routes = new ArrayList<>();
        for (int i = 0; i < edges.size(); i++) {
            routes.add(route(edges.get(i), tags(graph.edges().get(i))));
        }
        return new GraphLayout(nodes.stream().map(ElkLayouter::box).toList(), routes, frames.stream().map(ElkLayouter::box).toList(), root.getWidth(), root.getHeight());
    }

    /** Where a node lies in the whole: ELK tells it within the frame around it. */
    private static GraphLayout.Box box(ElkNode node) {
        return new GraphLayout.Box(left(node.getParent()) + node.getX(), top(node.getParent()) + node.getY(), node.getWidth(), node.getHeight());
    }

    private static double left(ElkNode around) {
        return around.getParent() == null ? 0 : around.getX();
    }

    private static double top(ElkNode around) {
        return around.getParent() == null ? 0 : around.getY();
    }

    private static GraphLayout.Route route(ElkEdge edge, List<String> tags) {
        ElkEdgeSection section = edge.getSections().getFirst();
        double left = left(edge.getContainingNode());
        double top = top(edge.getContainingNode());
        int points = section.getBendPoints().size() + 2;
        double[] xs = new double[points];
        double[] ys = new double[points];
        xs[0] = left + section.getStartX();
        ys[0] = top + section.getStartY();
        for (int i = 0; i < section.getBendPoints().size(); i++) {
            ElkBendPoint bend = section.getBendPoints().get(i);
            xs[i + 1] = left + bend.getX();
            ys[i + 1] = top + bend.getY();
        }
        xs[points - 1] = left + section.getEndX();
        ys[points - 1] = top + section.getEndY();
        ElkLabel label = edge.getLabels().isEmpty() ? null : edge.getLabels().getFirst();
        return new GraphLayout.Route(xs, ys, tags, label == null ? null : new GraphLayout.Box(left + label.getX(), top + label.getY(), label.getWidth(), label.getHeight()));
    }
}
