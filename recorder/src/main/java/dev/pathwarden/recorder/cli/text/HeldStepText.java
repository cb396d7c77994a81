package dev.pathwarden.recorder.cli.text;

import dev.pathwarden.model.hold.HeldStep;
import dev.pathwarden.model.step.CanonicalJson;
import dev.pathwarden.model.step.Hold;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Verdict;
import java.io.PrintWriter;
import java.util.List;

/** A held step with all that an approver has to know of it. */
public final class HeldStepText {

    private static final String INDENT = "           ";
    private static final int MOST_LINES = 40;
    private static final int MOST_STEPS = 12;

    private final PrintWriter out;
    private final Style style;
    private final int columns;

    /** @param columns width to print for */
    public HeldStepText(PrintWriter out, Style style, int columns) {
        this.out = out;
        this.style = style;
        this.columns = columns;
    }

    /** Prints the step. */
    public void print(HeldStep held, long nowNanos) {
        RecordedStep step = held.step();
        out.println(style.strong(step.id() + "  " + step.operation().text() + " " + Escaped.text(step.step().name())) + "  "
                + (held.waits(nowNanos) ? style.warning("waits, " + Times.duration(held.hold().expiresNanos() - nowNanos) + " left") : state(held.hold())));
        line("agent", RunTable.agent(held.run().run()) + (step.step().agent() == null ? "" : "  (" + step.step().agent() + ")"));
        line("run", held.run().run().id() + ", process " + step.step().pid() + ", since " + Times.instant(held.hold().askedNanos()) + " UTC");
        for (Verdict verdict : held.verdicts()) {
            line("guardrail", verdict.guardrail() + "@" + verdict.version() + ": " + verdict.message());
        }
        line("arguments", CanonicalJson.of(step.step().arguments()));
        if (!step.step().labels().isEmpty()) {
            line("labels", String.join(", ", step.step().labels()));
        }
        path(held);
        out.println();
    }

    private void path(HeldStep held) {
        List<RecordedStep> before = held.before();
        int skipped = Math.max(0, before.size() - MOST_STEPS);
        if (skipped > 0) {
            line("path", skipped + " earlier steps; 'pathwarden show' has them all");
        }
        for (int i = skipped; i < before.size(); i++) {
            RecordedStep step = before.get(i);
            line(i == 0 ? "path" : "", step.operation().text() + " " + step.step().name() + "  " + step.status().text()
                    + (step.step().labels().isEmpty() ? "" : "  [" + String.join(", ", step.step().labels()) + "]"));
        }
    }

    private static String state(Hold hold) {
        return PathText.held(hold);
    }

    private void line(String name, String text) {
        String head = "  " + Width.left(name, INDENT.length() - 2);
        for (String part : Width.wrap(Escaped.text(text), columns - INDENT.length(), MOST_LINES)) {
            out.println(head + part);
            head = INDENT;
        }
    }
}
