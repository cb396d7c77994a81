package dev.pathwarden.workbench.graph;

import dev.pathwarden.model.step.StepId;
import dev.pathwarden.workbench.aftermath.RehearsedSteps;
import dev.pathwarden.workbench.cause.ShownCause;
import dev.pathwarden.workbench.cell.Wording;
import dev.pathwarden.workbench.path.Mark;
import dev.pathwarden.workbench.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The words for boxes, edges and root causes of a graph. Bounded, whatever was recorded. */
final class GraphWording {

    private static final Texts TEXTS = Texts.of(GraphWording.class);
    /** Most words of a root cause that are told, and how long each may be. */
    private static final int MOST_WORDS = 8;
    private static final int LONGEST_WORDS = 1_000;
    private static final int LONGEST_SHORT = 80;
    private static final int LONGEST_TRIED = 400;
    private static final int MOST_FLOWS = 20;
    private static final int MOST_LABELS = 20;
    private static final int LONGEST_LABEL = 60;

    private GraphWording() {
    }

    /** What a box holds, in full. */
    static String box(PathDrawing drawing, int number) {
        GraphNode box = drawing.graph().nodes().get(number);
        String text = box.folded() ? box.title() + " (" + box.detail() + ")" : Wording.of(drawing.path().step(box.first()));
        return box.mark() == Mark.NONE ? text : text + ", " + box.mark().text();
    }

    /** What tried guardrails make of the steps of a box, to stand behind what it holds; empty for nothing. */
    static String fate(PathDrawing drawing, int number, BoxFate fate, RehearsedSteps rehearsed) {
        GraphNode box = drawing.graph().nodes().get(number);
        if (fate.stops() == 0 && fate.behind() == 0) {
            return "";
        }
        return ", " + (box.folded() ? TEXTS.get("fate", fate.stops(), fate.behind(), fate.steps()) : Wording.line(rehearsed.words(box.first()), LONGEST_TRIED));
    }

    /** What they make of a step, or of the run, in a sentence. */
    static String rehearsed(RehearsedSteps rehearsed, StepId step) {
        return Wording.line(rehearsed.rehearsed().sentence(step), LONGEST_TRIED);
    }

    /** What an edge says, with the labels that came along it. */
    static String edge(PathDrawing drawing, int number) {
        GraphEdge edge = drawing.graph().edges().get(number);
        String text = TEXTS.get("edge." + edge.kind(), box(drawing, edge.from()), box(drawing, edge.to()));
        if (edge.labels().isEmpty()) {
            return text;
        }
        String labels = edge.labels().stream().limit(MOST_LABELS).map(label -> Wording.line(label, LONGEST_LABEL)).collect(Collectors.joining(", "));
        return TEXTS.get("edge.labels", text, edge.labels().size() > MOST_LABELS ? labels + ", …" : labels);
    }

    /** How many steps, boxes, flows and frames a graph has, and how far its steps are folded. */
    static List<String> graph(PathGraph graph, GroupBy by) {
        List<String> parts = new ArrayList<>(List.of(TEXTS.get("summary.boxes", graph.steps(), graph.nodes().size()), TEXTS.get("summary." + graph.level())));
        if (graph.steps() > 0) {
            parts.add(TEXTS.get("summary.provenance", (int) graph.edges().stream().filter(edge -> edge.kind() == EdgeKind.PROVENANCE).count()));
        }
        if (!graph.groups().isEmpty()) {
            parts.add(TEXTS.get("summary.groups." + by, graph.groups().size()));
        }
        parts.removeIf(String::isEmpty);
        return parts;
    }

    /** What flowed into a box and out of it, each flow in a sentence, as far as there is room. */
    static List<String> flows(PathDrawing drawing, int node) {
        List<GraphEdge> edges = drawing.graph().edges();
        return IntStream.range(0, edges.size()).filter(edge -> edges.get(edge).kind() == EdgeKind.PROVENANCE && (edges.get(edge).from() == node || edges.get(edge).to() == node))
                .limit(MOST_FLOWS).mapToObj(edge -> edge(drawing, edge)).toList();
    }

    /** A root cause and the longest of the words that flowed from it, in a sentence. */
    static String cause(ShownCause cause) {
        String name = TEXTS.get("cause.step", cause.place() + 1, Wording.of(cause.step()), cause.certainty());
        return cause.words().isEmpty() ? name : name + ": " + TEXTS.get("words", Wording.line(cause.longestWords(), LONGEST_SHORT));
    }

    /** The words that flowed from a root cause, each on a line, as far as there is room for them. */
    static String words(ShownCause cause) {
        List<String> told = new ArrayList<>(cause.words().stream().limit(MOST_WORDS).map(each -> TEXTS.get("words", Wording.line(each, LONGEST_WORDS))).toList());
        if (cause.words().size() > MOST_WORDS) {
            told.add(TEXTS.get("words.more", cause.words().size() - MOST_WORDS));
        }
        return String.join("\n", told);
    }
}
