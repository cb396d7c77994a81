package dev.pathwarden.recorder.cli.text;

import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.text.Escaped;
import dev.pathwarden.policies.unusual.Unusual;
import dev.pathwarden.policies.unusual.UnusualStep;
import dev.pathwarden.policies.unusual.UnusualThing;
import java.io.PrintWriter;
import java.util.List;

/** What is unusual in a run beside others, the most unusual first. */
public final class UnusualText {

    private static final int MOST_STEPS = 20;
    private static final int MOST_THINGS = 5;
    private static final int MOST_OTHERS = 20;
    private static final int MOST_LINES = 3;
    private static final String INDENT = "      ";

    private final PrintWriter out;
    private final Style style;
    private final int columns;

    /** @param columns width to print for */
    public UnusualText(PrintWriter out, Style style, int columns) {
        this.out = out;
        this.style = style;
        this.columns = columns;
    }

    /** Prints it; steps with the number that {@code show} gives them. */
    public void print(RecordedRun run, Unusual unusual) {
        out.println(style.strong("Run " + run.run().id().toString().substring(0, 8)));
        wrapped("", unusual.summary(), Integer.MAX_VALUE);
        if (!unusual.steps().isEmpty()) {
            heading("STEPS");
            int rank = 1;
            for (UnusualStep step : unusual.steps().subList(0, Math.min(MOST_STEPS, unusual.steps().size()))) {
                wrapped("%3d. ".formatted(rank++), "step " + (step.place() + 1) + " " + step.step().operation().text() + " " + step.step().step().name(), 1);
                step.things().stream().limit(MOST_THINGS).map(UnusualThing::sentence).forEach(thing -> wrapped(INDENT, thing, MOST_LINES));
                more(INDENT, step.things().size() - MOST_THINGS);
            }
            more("     ", unusual.steps().size() - MOST_STEPS);
        }
        list("MISSING", unusual.missing().stream().map(missing -> missing.sentence()).toList());
        list("FAR BEYOND", unusual.outliers().stream().map(outlier -> outlier.sentence()).toList());
    }

    private void list(String title, List<String> sentences) {
        if (!sentences.isEmpty()) {
            heading(title);
            sentences.stream().limit(MOST_OTHERS).forEach(sentence -> wrapped("  ", sentence, MOST_LINES));
            more("  ", sentences.size() - MOST_OTHERS);
        }
    }

    private void heading(String title) {
        out.println();
        out.println(style.strong(title));
    }

    private void more(String indent, int count) {
        if (count > 0) {
            out.println(indent + "... and " + count + " more; --json has all.");
        }
    }

    private void wrapped(String indent, String text, int lines) {
        String first = indent;
        for (String line : Width.wrap(Escaped.text(text), columns - indent.length(), lines)) {
            out.println((first + line).stripTrailing());
            first = " ".repeat(indent.length());
        }
    }
}
