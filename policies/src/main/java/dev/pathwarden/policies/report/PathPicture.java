package dev.pathwarden.policies.report;

import dev.pathwarden.model.step.Link;
import dev.pathwarden.model.step.LinkKind;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.policies.cause.Cause;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Lays out the path graph of a finding as a report draws it: the steps that led there and the steps that these are nested in, one below the other and indented by nesting, with a count where others lie between; at their left what is nested in what, at their right what flowed where. The way of words or a value
 * from the root cause is lit.
 *
 * <p>It shows at most {@value #MOST_STEPS} steps, whatever the run, so that it fits a page.
 */
final class PathPicture {

    /** Width in pixels of CSS, of which an A4 page has room for 670. */
    static final int WIDTH = 640;
    static final int MOST_STEPS = 14;
    static final int ROW = 30;
    private static final int BOX = 22;
    private static final int INDENT = 18;
    private static final int DEEPEST = 8;
    private static final int LANE = 16;
    private static final int MOST_LANES = 6;
    private static final int LONGEST_NAME = 90;
    private static final int ARROW = 5;

    private final RecordedRun run;
    private final int asked;
    private final Map<StepId, Integer> places = new HashMap<>();
    private final Map<Integer, Cause> causes = new HashMap<>();
    private final BitSet shown = new BitSet();
    private final List<Integer> rows = new ArrayList<>();

    private PathPicture(RecordedRun run, List<Cause> causes, int asked) {
        this.run = run;
        this.asked = asked;
        for (int i = 0; i < run.steps().size(); i++) {
            places.putIfAbsent(run.steps().get(i).id(), i);
        }
        causes.stream().filter(cause -> places.containsKey(cause.step())).forEach(cause -> this.causes.put(places.get(cause.step()), cause));
    }

    /**
     * The picture of a path.
     *
     * @param causes what led to the step, likeliest first
     * @param asked place of the step in its run
     */
    static Report.Picture of(RecordedRun run, List<Cause> causes, int asked) {
        PathPicture picture = new PathPicture(run, causes, asked);
        picture.choose();
        return picture.draw(causes.stream().filter(cause -> isSeen(cause) && picture.places.containsKey(cause.step())).findFirst().map(cause -> picture.places.get(cause.step())).orElse(-1));
    }

    private static boolean isSeen(Cause cause) {
        return cause.certainty().equals(LinkKind.COPIED.text()) || cause.certainty().equals(LinkKind.TOKEN_MATCH.text());
    }

    /** The path itself, then what its steps are nested in, from the inside out, as long as there is room. */
    private void choose() {
        shown.set(asked);
        causes.keySet().forEach(shown::set);
        for (int at : shown.stream().toArray()) {
            for (int outer = outer(at), i = 0; outer >= 0 && i < DEEPEST && shown.cardinality() < MOST_STEPS; outer = outer(outer), i++) {
                shown.set(outer);
            }
        }
        int before = -1;
        for (int at : shown.stream().toArray()) {
            if (at > before + 1) {
                rows.add(-(at - before - 1));
            }
            rows.add(at);
            before = at;
        }
        if (run.steps().size() > before + 1) {
            rows.add(-(run.steps().size() - before - 1));
        }
    }

    /** Place of the step that one is nested in, -1 for none. */
    private int outer(int at) {
        StepId parent = run.steps().get(at).step().parent();
        int outer = parent == null ? -1 : places.getOrDefault(parent, -1);
        return outer < at ? outer : -1;
    }

    private int depth(int at) {
        int depth = 0;
        for (int outer = outer(at); outer >= 0 && depth < DEEPEST; outer = outer(outer)) {
            depth += shown.get(outer) ? 1 : 0;
        }
        return depth;
    }

    private Report.Picture draw(int root) {
        Map<Integer, Integer> rowOf = new HashMap<>();
        List<Report.Box> boxes = new ArrayList<>();
        int right = WIDTH - LANE * (MOST_LANES + 1);
        for (int row = 0; row < rows.size(); row++) {
            int at = rows.get(row);
            if (at < 0) {
                boxes.add(new Report.Box(0, row * ROW + 4, right, "between", "", ReportText.count(-at, "step") + (row == 0 ? " before" : row == rows.size() - 1 ? " after" : " between")));
            } else {
                rowOf.put(at, row);
                int left = depth(at) * INDENT;
                boxes.add(new Report.Box(left, row * ROW + 4, right - left, at == asked ? "asked" : at == root ? "root" : causes.containsKey(at) ? "led" : "around", String.valueOf(at + 1), text(at)));
            }
        }
        List<Report.Line> lines = new ArrayList<>();
        rowOf.forEach((at, row) -> {
            for (int outer = outer(at); outer >= 0; outer = outer(outer)) {
                if (rowOf.containsKey(outer)) {
                    int x = depth(outer) * INDENT + INDENT / 2;
                    lines.add(new Report.Line("nested", "M" + x + " " + (rowOf.get(outer) * ROW + 4 + BOX) + " L" + x + " " + middle(row) + " L" + (x + INDENT / 2) + " " + middle(row), false));
                    return;
                }
            }
        });
        int lane = 0;
        List<Report.Line> lit = new ArrayList<>();
        for (Flow flow : flows(rowOf, root)) {
            (flow.lit() ? lit : lines).addAll(flow(flow, right, right + LANE * (1 + Math.min(MOST_LANES - 1, lane++)), rowOf));
        }
        // What is lit lies above all else.
        lines.addAll(lit);
        return new Report.Picture(sentence(root), WIDTH, rows.size() * ROW, boxes, lines);
    }

    private static int middle(int row) {
        return row * ROW + 4 + BOX / 2;
    }

    private record Flow(int from, int to, boolean lit) {
    }

    /** What was seen to flow between steps that are shown: by a link that was recorded, or from a cause to the step asked about. The lit one stands first, so that it is drawn closest. */
    private List<Flow> flows(Map<Integer, Integer> rowOf, int root) {
        List<Flow> flows = new ArrayList<>();
        for (int to : rowOf.keySet().stream().sorted().toList()) {
            for (Link link : run.steps().get(to).step().links()) {
                Integer from = places.get(link.step());
                if (from != null && rowOf.containsKey(from) && !link.kind().causal() && from < to && flows.stream().noneMatch(flow -> flow.from() == from && flow.to() == to)) {
                    flows.add(new Flow(from, to, false));
                }
            }
        }
        causes.forEach((from, cause) -> {
            if (isSeen(cause) && from < asked && flows.stream().noneMatch(flow -> flow.from() == from)) {
                flows.add(new Flow(from, asked, false));
            }
        });
        List<Flow> lit = new ArrayList<>();
        for (int at = root; at >= 0 && at != asked; ) {
            int here = at;
            // The longest stretch towards the step asked about that does not pass it; it ends, because each goes on to a later step.
            Flow next = flows.stream().filter(flow -> flow.from() == here && flow.to() <= asked).max((one, other) -> Integer.compare(one.to(), other.to())).orElse(new Flow(here, asked, true));
            lit.add(new Flow(next.from(), next.to(), true));
            at = next.to();
        }
        List<Flow> all = new ArrayList<>(lit);
        flows.stream().filter(flow -> lit.stream().noneMatch(each -> each.from() == flow.from() && each.to() == flow.to())).sorted((one, other) -> Integer.compare(one.to() - one.from(), other.to() - other.from())).forEach(all::add);
        return all;
    }

    private static List<Report.Line> flow(Flow flow, int edge, int x, Map<Integer, Integer> rowOf) {
        int from = middle(rowOf.get(flow.from())) + 3;
        int to = middle(rowOf.get(flow.to())) - 3;
        String kind = flow.lit() ? "lit" : "flow";
        String bow = "M" + edge + " " + from + " C" + x + " " + from + " " + x + " " + from + " " + x + " " + Math.min(to, from + ROW / 2) + " L" + x + " " + Math.max(from, to - ROW / 2) + " C" + x + " " + to + " " + x + " " + to + " " + (edge + ARROW) + " " + to;
        String head = "M" + edge + " " + to + " L" + (edge + 2 * ARROW) + " " + (to - ARROW) + " L" + (edge + 2 * ARROW) + " " + (to + ARROW) + " Z";
        return List.of(new Report.Line(kind, bow, false), new Report.Line(kind, head, true));
    }

    private String text(int at) {
        RecordedStep step = run.steps().get(at);
        return step.operation().text() + " " + ReportText.line(step.step().name(), LONGEST_NAME) + (step.status().text().equals("ok") ? "" : ", " + step.status().text());
    }

    private String sentence(int root) {
        String way = root < 0 ? " No words or value were seen to flow to it from an earlier step." : " Words or a value flowed from step " + (root + 1) + ", the root cause, to it (" + causes.get(root).certainty() + "); that way is lit.";
        String others = causes.keySet().stream().filter(at -> at != root).sorted().map(at -> String.valueOf(at + 1)).collect(Collectors.joining(", "));
        return "The finding's step is " + (asked + 1) + " of " + run.steps().size() + "." + way + (others.isEmpty() ? "" : " Also on the path: " + others + ".");
    }
}
