package dev.pathwarden.recorder.cli.text;

import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.model.step.Verdict;
import dev.pathwarden.model.text.Escaped;
import dev.pathwarden.policies.cause.Cause;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where a step began, as text: the step, what the guardrails said of it, and its causes with the words that flowed. */
public final class CauseText {

    private static final int MOST_SPANS = 3;
    private static final int MOST_LINES = 3;

    private final PrintWriter out;
    private final Style style;
    private final int columns;

    /** @param columns width to print for */
    public CauseText(PrintWriter out, Style style, int columns) {
        this.out = out;
        this.style = style;
        this.columns = columns;
    }

    /**
     * Prints it.
     *
     * @param reason why this step was chosen; empty where the user named it
     */
    public void print(RecordedRun run, RecordedStep target, String reason, List<Cause> causes) {
        Map<StepId, Integer> places = new HashMap<>();
        for (int i = 0; i < run.steps().size(); i++) {
            places.putIfAbsent(run.steps().get(i).id(), i);
        }
        out.println(style.strong(Width.cut("Why " + title(target, places) + " [" + target.status().text() + "]", columns)));
        if (!reason.isEmpty()) {
            out.println("  " + style.faint(Width.cut("asked about because: " + reason, columns - 2)));
        }
        target.decided().ifPresent(decision -> {
            for (Verdict verdict : decision.verdicts()) {
                Width.wrap((verdict.action() == Action.ALLOW ? "not applied:" : verdict.action().text() + " by") + " " + Escaped.text(verdict.guardrail()) + " (" + verdict.mode().text() + "): " + Escaped.text(verdict.message()), columns - 2, MOST_LINES)
                        .forEach(line -> out.println("  " + style.bad(line)));
                verdict.clauses().forEach(clause -> out.println("    " + style.faint(Width.cut(Escaped.text(clause.text()) + "  is  " + Escaped.text(clause.value()), columns - 4))));
            }
        });
        out.println();
        if (causes.isEmpty()) {
            out.println("No cause was observed: no earlier step is tied to this one.");
        }
        for (Cause cause : causes) {
            printCause(run, cause, places);
        }
    }

    private void printCause(RecordedRun run, Cause cause, Map<StepId, Integer> places) {
        Integer place = places.get(cause.step());
        String title = place == null ? "step " + cause.step() : title(run.steps().get(place), places);
        out.println(Width.cut(cause.rank() + ". " + title + "  (" + cause.certainty() + ")", columns));
        cause.spans().stream().limit(MOST_SPANS).forEach(span -> Width.wrap("\"" + Escaped.text(span.text()) + "\" at " + span.from() + " to " + span.to() + " of its result", columns - 5, MOST_LINES)
                .forEach(line -> out.println("     " + style.warning(line))));
        if (cause.spans().size() > MOST_SPANS) {
            out.println("     and " + (cause.spans().size() - MOST_SPANS) + " more");
        }
    }

    private static String title(RecordedStep step, Map<StepId, Integer> places) {
        return "step " + (places.get(step.id()) + 1) + " " + step.operation().text() + " " + Escaped.text(step.step().name());
    }
}
