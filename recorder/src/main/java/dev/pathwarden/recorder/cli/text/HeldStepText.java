package dev.pathwarden.recorder.cli.text;

import dev.pathwarden.model.hold.HeldStep;
import dev.pathwarden.model.step.CanonicalJson;
import dev.pathwarden.model.step.Hold;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Verdict;
import dev.pathwarden.model.text.Escaped;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;

/** A held step with all that an approver has to know of it. */
public final class HeldStepText {

    private static final String INDENT = " ".repeat(13);
    private static final int MOST_LINES = 40;
    private static final int MOST_STEPS = 12;

    private final PrintWriter out;
    private final Style style;
    private final int columns;
    private final Path recording;

    /**
     * For steps of a recording.
     *
     * @param columns width to print for
     * @param recording as the user names it
     */
    public HeldStepText(PrintWriter out, Style style, int columns, Path recording) {
        this.out = out;
        this.style = style;
        this.columns = columns;
        this.recording = recording;
    }

    /**
     * Prints the step.
     *
     * @param full whether to print all of it, however much it is; otherwise what is left out is counted
     */
    public void print(HeldStep held, long nowNanos, boolean full) {
        RecordedStep step = held.step();
        out.println(style.strong(step.id() + "  " + step.operation().text() + " " + Escaped.text(step.step().name())) + "  "
                + (held.waits(nowNanos) ? style.warning("waits, " + Times.duration(held.hold().expiresNanos() - nowNanos) + " left") : state(held.hold())));
        line(held, full, "agent", RunTable.agent(held.run().run()) + (step.step().agent() == null ? "" : "  (" + step.step().agent() + ")"));
        line(held, full, "run", held.run().run().id() + ", process " + step.step().pid() + ", since " + Times.instant(held.hold().askedNanos()) + " UTC");
        for (Verdict verdict : held.verdicts()) {
            line(held, full, "guardrail", verdict.guardrail() + "@" + verdict.version() + ": " + verdict.message());
        }
        line(held, full, "arguments", CanonicalJson.of(step.step().arguments()));
        if (!step.step().labels().isEmpty()) {
            line(held, full, "labels", String.join(", ", step.step().labels()));
        }
        path(held, full);
        out.println();
    }

    private void path(HeldStep held, boolean full) {
        List<RecordedStep> before = held.before();
        int skipped = full ? 0 : Math.max(0, before.size() - MOST_STEPS);
        if (skipped > 0) {
            out.println("  " + Width.left("path", INDENT.length() - 2) + style.warning("and " + skipped + " earlier steps: " + more(held)));
        }
        for (int i = skipped; i < before.size(); i++) {
            RecordedStep step = before.get(i);
            line(held, full, i == 0 ? "path" : "", step.operation().text() + " " + step.step().name() + "  " + step.status().text()
                    + (step.step().labels().isEmpty() ? "" : "  [" + String.join(", ", step.step().labels()) + "]"));
        }
    }

    private static String state(Hold hold) {
        return PathText.held(hold);
    }

    private void line(HeldStep held, boolean full, String name, String text) {
        String head = "  " + Width.left(name, INDENT.length() - 2);
        List<String> lines = Width.wrap(Escaped.text(text), columns - INDENT.length());
        int shown = full || lines.size() <= MOST_LINES ? lines.size() : MOST_LINES;
        for (String part : lines.subList(0, shown)) {
            out.println(head + part);
            head = INDENT;
        }
        if (shown < lines.size()) {
            out.println(head + style.warning("and " + (lines.size() - shown) + " more lines: " + more(held)));
        }
    }

    /** The command that shows the rest. */
    private String more(HeldStep held) {
        return "pathwarden approvals list --full " + held.step().id() + " " + Escaped.text(recording.toString());
    }
}
