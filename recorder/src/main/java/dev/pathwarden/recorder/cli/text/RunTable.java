package dev.pathwarden.recorder.cli.text;

import dev.pathwarden.model.snapshot.RunSummary;
import dev.pathwarden.model.step.Run;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.text.Escaped;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** The runs of a snapshot as a table, one line each. */
public final class RunTable {

    private static final int ID = 8;
    private static final int AGENT = 20;
    private static final int STATUS = 10;
    private static final int COUNT = 5;
    private static final int STARTED = 19;
    private static final int DURATION = 12;

    private final PrintWriter out;
    private final Style style;
    private final int columns;

    /** @param columns width to print for */
    public RunTable(PrintWriter out, Style style, int columns) {
        this.out = out;
        this.style = style;
        this.columns = columns;
    }

    /**
     * Prints the runs in their order, numbered from 1.
     *
     * @param unseen those that started processes whose effects nobody saw, and how many
     */
    public void print(List<RunSummary> runs, Map<RunId, Integer> unseen) {
        int number = Math.max(1, String.valueOf(runs.size()).length());
        out.println(style.strong((Width.right("#", number) + "  " + Width.left("RUN", ID) + "  " + Width.left("AGENT", AGENT) + "  " + Width.left("STATUS", STATUS)
                + "  " + Width.right("STEPS", COUNT) + "  " + Width.right("STOP", COUNT) + "  " + Width.left("STARTED (UTC)", STARTED) + "  DURATION").stripTrailing()));
        boolean clock = false;
        for (int i = 0; i < runs.size(); i++) {
            RunSummary summary = runs.get(i);
            Run run = summary.run();
            clock |= run.startNanos() != null;
            out.println((Width.right(String.valueOf(i + 1), number) + "  " + run.id().toString().substring(0, ID) + "  " + Width.left(agent(run), AGENT)
                    + "  " + status(run.status()) + "  " + Width.right(String.valueOf(summary.steps()), COUNT) + "  " + Width.right(String.valueOf(summary.blocked()), COUNT)
                    + "  " + Width.left(Times.instant(run.startNanos()), STARTED) + "  " + Width.left(Times.between(run.startNanos(), run.endNanos()), DURATION)).stripTrailing());
            printDetails(number, run, summary, unseen.getOrDefault(run.id(), 0));
        }
        if (!clock && !runs.isEmpty()) {
            out.println();
            out.println("The source of these runs had no clock: the order of steps is known, times and durations are not.");
        }
    }

    private void printDetails(int indent, Run run, RunSummary summary, int unseen) {
        String details = attributes(run.attributes());
        if (!details.isEmpty()) {
            out.println(" ".repeat(indent + 2) + style.faint(Width.cut(details, columns - indent - 2)));
        }
        if (!summary.labels().isEmpty()) {
            out.println(" ".repeat(indent + 2) + style.warning(Width.cut("labels: " + Escaped.text(String.join(", ", summary.labels())), columns - indent - 2)));
        }
        if (unseen > 0) {
            out.println(" ".repeat(indent + 2) + style.warning(Width.cut(unseen(unseen), columns - indent - 2)));
        }
    }

    private static String unseen(int processes) {
        return processes == 1 ? "effects unseen: a process that is no recorded JVM" : "effects unseen: " + processes + " processes that are no recorded JVMs";
    }

    private String status(Status status) {
        String text = Width.left(status.text(), STATUS);
        return switch (status) {
            case OK -> style.good(text);
            case BLOCKED, ERROR -> style.bad(text);
            case UNFINISHED -> style.warning(text);
        };
    }

    /** The declared name where there is one, else the durable id. */
    static String agent(Run run) {
        if (run.agentName() != null && !run.agentName().isEmpty()) {
            return Escaped.text(run.agentName());
        }
        return run.agent() == null ? "unknown" : Escaped.text(run.agent());
    }

    /** Attributes as {@code name=value}, in their order. */
    static String attributes(Map<String, Object> attributes) {
        StringJoiner text = new StringJoiner("  ");
        attributes.forEach((name, value) -> text.add(Escaped.text(name) + "=" + Escaped.text(String.valueOf(value))));
        return text.toString();
    }
}
