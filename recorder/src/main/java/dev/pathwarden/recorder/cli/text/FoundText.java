package dev.pathwarden.recorder.cli.text;

import dev.pathwarden.model.search.StepText;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.text.Escaped;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Prints steps that were found, each in a line, with the words around those that were looked for. */
public final class FoundText {

    private static final int ID = 8;
    private static final int NUMBER = 5;
    private static final int OPERATION = 16;
    private static final int STATUS = 10;
    private static final int WHERE = 30;
    private static final int BEFORE = 30;
    private static final String ELLIPSIS = "…";

    private final PrintWriter out;
    private final Style style;
    private final int columns;

    /**
     * A step that was found.
     *
     * @param run its run
     * @param place its place in it, from 0
     */
    public record Found(RunId run, int place, RecordedStep step) {
    }

    /** @param columns width to print for */
    public FoundText(PrintWriter out, Style style, int columns) {
        this.out = out;
        this.style = style;
        this.columns = columns;
    }

    /**
     * Prints steps.
     *
     * @param runs ids of all runs, whose places are their numbers
     * @param total how many steps were found, of which these are the first
     * @param text the words that were looked for; null for none
     */
    public void print(List<RunId> runs, List<Found> steps, long total, String text) {
        if (total == 0) {
            out.println("No step was found.");
            return;
        }
        Map<RunId, Integer> numbers = new HashMap<>();
        runs.forEach(run -> numbers.put(run, numbers.size() + 1));
        int number = Math.max(3, String.valueOf(runs.size()).length());
        out.println(style.strong(Width.right("RUN", number) + "  " + Width.left("ID", ID) + "  " + Width.right("STEP", NUMBER) + "  " + Width.left("OPERATION", OPERATION) + "  " + Width.left("STATUS", STATUS) + "  NAME"));
        for (Found found : steps) {
            RecordedStep step = found.step();
            String line = Width.right(String.valueOf(numbers.get(found.run())), number) + "  " + found.run().toString().substring(0, ID) + "  " + Width.right(String.valueOf(found.place() + 1), NUMBER) + "  "
                    + Width.left(step.operation().text(), OPERATION) + "  " + Width.left(step.status().text(), STATUS) + "  " + Escaped.text(step.step().name());
            out.println(Width.cut(line, columns).stripTrailing());
            if (text != null) {
                printWords(step, text, number);
            }
        }
        out.println();
        out.println(total == steps.size() ? total == 1 ? "1 step was found." : count(total) + " steps were found." : "The first " + count(steps.size()) + " of " + count(total) + " steps that were found; --most shows more.");
    }

    private void printWords(RecordedStep step, String words, int indent) {
        StepText.Place place = StepText.find(step, words);
        if (place == null) {
            return;
        }
        int from = Math.max(0, place.at() - BEFORE);
        // Not in the middle of a character that takes two.
        from -= from > 0 && Character.isLowSurrogate(place.text().charAt(from)) ? 1 : 0;
        String around = (from > 0 ? ELLIPSIS : "") + Escaped.text(place.text().substring(from, Math.min(place.text().length(), from + columns)));
        String head = " ".repeat(indent + 2) + Width.cut(Escaped.text(place.where()), WHERE) + ": ";
        out.println(style.faint(head) + Width.cut(around, columns - Width.of(head)));
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
