package dev.pathwarden.recorder.cli.text;

import dev.pathwarden.model.evidence.RedactedRun;
import dev.pathwarden.model.path.PathTree;
import dev.pathwarden.model.path.UnseenEffects;
import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.Decision;
import dev.pathwarden.model.step.Hold;
import dev.pathwarden.model.step.Limit;
import dev.pathwarden.model.step.Mode;
import dev.pathwarden.model.step.Outcome;
import dev.pathwarden.model.step.ProcessInfo;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Run;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.model.step.Verdict;
import dev.pathwarden.model.text.Escaped;
import java.io.PrintWriter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The path of a run as a tree: number, layer, step, duration, status; below a step its verdicts, labels and error.
 *
 * <p>Numbers count in path order from 1 and can be given to {@code why}.
 */
public final class PathText {

    private static final int LAYER = 9;
    private static final String HEAD = "totals   ";
    private static final String UNSEEN = "unseen   ";
    private static final String BUNDLES = "bundles  ";
    private static final int DURATION = 10;
    private static final int STATUS = 10;
    /** Deeper nesting is drawn at this depth, or nothing would be left for the text. */
    private static final int DEEPEST = 16;
    /** Lines for one verdict or error; what is longer is in the JSON. */
    private static final int MOST_LINES = 3;

    private final PrintWriter out;
    private final Style style;
    private final int columns;

    /** @param columns width to print for */
    public PathText(PrintWriter out, Style style, int columns) {
        this.out = out;
        this.style = style;
        this.columns = columns;
    }

    /**
     * Prints the run's head and its path.
     *
     * @param processes all recorded processes, which tell whose effects were seen
     * @param redacted what was taken out of the run after it was recorded; null for nothing
     */
    public void print(RecordedRun recorded, List<ProcessInfo> processes, RedactedRun redacted) {
        Map<Integer, String> takenOut = takenOut(redacted);
        Set<StepId> unseen = UnseenEffects.of(recorded, processes);
        printHead(recorded, processes);
        List<RecordedStep> steps = recorded.steps();
        int number = Math.max(2, String.valueOf(steps.size()).length());
        int text = columns - number - LAYER - DURATION - STATUS - 6;
        out.println(style.strong(Width.right("#", number) + "  " + Width.left("LAYER", LAYER) + Width.left("STEP", text) + "  " + Width.right("DURATION", DURATION) + "  STATUS"));
        for (Line line : lines(recorded)) {
            printStep(line, number, text, unseen.contains(line.step.step().id()), takenOut.get(line.number));
        }
    }

    /** By the number of a step which of its parts were taken out, and what they were. */
    private static Map<Integer, String> takenOut(RedactedRun redacted) {
        Map<Integer, String> takenOut = new HashMap<>();
        for (RedactedRun.Tombstone tombstone : redacted == null ? List.<RedactedRun.Tombstone>of() : redacted.tombstones()) {
            takenOut.merge(tombstone.step() + 1, tombstone.part().text() + " (" + Escaped.text(tombstone.kind()) + ")", (first, second) -> first + ", " + second);
        }
        return takenOut;
    }

    private void printHead(RecordedRun recorded, List<ProcessInfo> processes) {
        Run run = recorded.run();
        out.println(style.strong("Run " + run.id()));
        String agent = run.agent() == null ? "" : "  (" + Escaped.text(run.agent()) + ")";
        out.println(Width.cut("agent    " + RunTable.agent(run) + (agent.strip().equals("(" + RunTable.agent(run) + ")") ? "" : agent), columns));
        if (run.startNanos() == null) {
            out.println("time     no clock: the source recorded none, so the order of steps is all there is");
        } else {
            out.println("time     " + Times.instant(run.startNanos()) + " UTC, " + (run.endNanos() == null ? "no end recorded" : "took " + Times.between(run.startNanos(), run.endNanos())));
        }
        out.println("status   " + status(run.status()) + ", " + recorded.steps().size() + (recorded.steps().size() == 1 ? " step" : " steps"));
        printHead(HEAD, TotalsText.of(recorded));
        printHead(UNSEEN, limits(recorded, processes));
        String head = BUNDLES;
        for (String change : BundleText.of(recorded, processes)) {
            printHead(head, change);
            head = " ".repeat(BUNDLES.length());
        }
        run.attributes().forEach((name, value) -> out.println(style.faint(Width.cut("said     " + Escaped.text(name) + " = " + Escaped.text(String.valueOf(value)), columns))));
        out.println();
    }

    private void printHead(String head, String text) {
        if (!text.isEmpty()) {
            List<String> lines = Width.wrap(text, columns - head.length(), MOST_LINES);
            for (int i = 0; i < lines.size(); i++) {
                out.println((i == 0 ? head : " ".repeat(head.length())) + lines.get(i));
            }
        }
    }

    /** What could not be seen in the processes that took part; empty for a run that was imported. */
    private static String limits(RecordedRun recorded, List<ProcessInfo> processes) {
        Set<Long> pids = recorded.steps().stream().map(step -> step.step().pid()).collect(Collectors.toSet());
        Set<Limit> limits = EnumSet.noneOf(Limit.class);
        processes.stream().filter(process -> pids.contains(process.pid())).forEach(process -> limits.addAll(Limit.of(process)));
        return limits.stream().map(Limit::title).collect(Collectors.joining(", "));
    }

    private void printStep(Line line, int number, int text, boolean unseen, String takenOut) {
        RecordedStep step = line.step;
        String title = line.branch + step.operation().text() + " " + Escaped.text(step.step().name());
        Long duration = step.ended().map(Outcome::durationNanos).orElse(null);
        out.println((Width.right(String.valueOf(line.number), number) + "  " + Width.left(step.operation().layer().name(), LAYER)
                + Width.left(title, text) + "  " + Width.right(Times.duration(duration), DURATION) + "  " + status(step.status())).stripTrailing());
        String indent = " ".repeat(number + 2 + LAYER) + line.below;
        step.decided().ifPresent(decision -> printDecision(decision, indent));
        step.held().ifPresent(hold -> below(indent, held(hold), hold.approved() ? Tone.FAINT : Tone.WARNING));
        Set<String> labels = new TreeSet<>(step.step().labels());
        step.ended().ifPresent(outcome -> labels.addAll(outcome.labels()));
        if (!labels.isEmpty()) {
            below(indent, "labels: " + Escaped.text(String.join(", ", labels)), Tone.FAINT);
        }
        if (takenOut != null) {
            below(indent, "taken out: " + takenOut, Tone.WARNING);
        }
        if (unseen) {
            below(indent, "effects unseen: the process is no recorded JVM", Tone.WARNING);
        }
        step.ended().filter(outcome -> outcome.error() != null && outcome.status() != Status.BLOCKED)
                .ifPresent(outcome -> below(indent, "error: " + Escaped.text(outcome.error()), Tone.WARNING));
    }

    private void printDecision(Decision decision, String indent) {
        for (Verdict verdict : decision.verdicts()) {
            if (verdict.action() == Action.ALLOW) {
                below(indent, "not applied: " + Escaped.text(verdict.guardrail()) + ": " + Escaped.text(verdict.message()), Tone.FAINT);
                continue;
            }
            boolean done = verdict.mode() == Mode.ENFORCE;
            String text = (done ? verdict.action().text() : "would " + verdict.action().text()) + " by " + Escaped.text(verdict.guardrail()) + " (" + verdict.mode().text() + "): "
                    + Escaped.text(verdict.message());
            below(indent, text, done ? Tone.BAD : Tone.WARNING);
        }
        for (Decision.NotEvaluated skipped : decision.notEvaluated()) {
            below(indent, "not evaluated: " + Escaped.text(skipped.guardrail()) + ": " + Escaped.text(skipped.reason()), Tone.WARNING);
        }
    }

    /** How a wait ended, or that it goes on, in a line. */
    static String held(Hold hold) {
        if (hold.pending()) {
            return "held, no answer recorded";
        }
        return "held " + Times.between(hold.askedNanos(), hold.answeredNanos()) + ", " + hold.answer().text() + (hold.by() == null ? "" : " by " + Escaped.text(hold.by()))
                + " at " + Times.instant(hold.answeredNanos()) + " UTC" + (hold.reason() == null ? "" : ": " + Escaped.text(hold.reason()));
    }

    private enum Tone {
        BAD, WARNING, FAINT
    }

    private void below(String indent, String text, Tone tone) {
        for (String part : Width.wrap(text, columns - Width.of(indent), MOST_LINES)) {
            out.println(indent + switch (tone) {
                case BAD -> style.bad(part);
                case WARNING -> style.warning(part);
                case FAINT -> style.faint(part);
            });
        }
    }

    private String status(Status status) {
        return switch (status) {
            case OK -> style.good(status.text());
            case BLOCKED, ERROR -> style.bad(status.text());
            case UNFINISHED -> style.warning(status.text());
        };
    }

    private record Line(RecordedStep step, int number, String branch, String below) {
    }

    private record Open(PathTree.Node node, String prefix, boolean last) {
    }

    /** Depth first without recursion: a recording may nest as deep as it likes. */
    private static List<Line> lines(RecordedRun recorded) {
        Map<StepId, Integer> numbers = new HashMap<>();
        for (int i = 0; i < recorded.steps().size(); i++) {
            numbers.putIfAbsent(recorded.steps().get(i).id(), i + 1);
        }
        List<Line> lines = new ArrayList<>(recorded.steps().size());
        Deque<Open> open = new ArrayDeque<>();
        push(open, PathTree.of(recorded).roots(), "");
        while (!open.isEmpty()) {
            Open next = open.pop();
            PathTree.Node node = next.node;
            boolean drawn = node.depth() > 0 && node.depth() <= DEEPEST;
            String branch = node.depth() == 0 ? "" : next.prefix + (drawn ? (next.last ? "└─ " : "├─ ") : "… ");
            String inner = drawn ? next.prefix + (next.last ? "   " : "│  ") : next.prefix;
            lines.add(new Line(node.step(), numbers.get(node.step().id()), branch, inner + (node.children().isEmpty() ? "" : "│  ")));
            push(open, node.children(), inner);
        }
        return lines;
    }

    private static void push(Deque<Open> open, List<PathTree.Node> nodes, String prefix) {
        for (int i = nodes.size() - 1; i >= 0; i--) {
            open.push(new Open(nodes.get(i), prefix, i == nodes.size() - 1));
        }
    }
}
