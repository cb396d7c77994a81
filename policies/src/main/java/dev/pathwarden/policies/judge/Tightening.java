package dev.pathwarden.policies.judge;

import dev.pathwarden.policies.guardrail.LocatedText;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;

/**
 * A clause that a guardrail could ask for besides, and what would come of it.
 *
 * @param clause the clause
 * @param figures how the guardrail does with it
 * @param text the file with it
 */
public record Tightening(String clause, Figures figures, String text) {

    /** First those that leave the fewest wrong stops, of these those that keep the most right ones, and of these the shortest. */
    static final Comparator<Tightening> BEST = Comparator.comparingInt((Tightening each) -> each.figures.wrongStops()).thenComparing(each -> each.figures.rightStops(), Comparator.reverseOrder())
            .thenComparingInt(each -> each.clause.length());

    public Tightening {
        Objects.requireNonNull(clause, "clause");
        Objects.requireNonNull(figures, "figures");
        Objects.requireNonNull(text, "text");
    }

    /** Whether good work goes on that was stopped, and, where something was stopped rightly, something still is. */
    boolean helps(Figures now) {
        return figures.wrongStops() < now.wrongStops() && (figures.rightStops() > 0 || now.rightStops() == 0);
    }

    /** The guardrail in its file with a clause more; empty where the file cannot be written so: nothing is offered then. */
    static Optional<WrittenGuardrail> written(WrittenGuardrail written, String clause) {
        LocatedText when = written.document().when();
        String before = when.text().strip();
        String asked = "(" + before + ") && " + clause;
        int from = written.offset(when, when.text().indexOf(before));
        int last = when.text().indexOf(before) + before.length() - 1;
        int to = written.offset(when, last) + 1;
        String file = written.source().text();
        char quote = from == 0 ? ' ' : file.charAt(from - 1);
        String added = quote == '\'' ? clause.replace("'", "''") : quote == '"' ? clause.replace("\\", "\\\\").replace("\"", "\\\"") : clause;
        String text = file.substring(0, from) + "(" + file.substring(from, to) + ") && " + added + file.substring(to);
        return written.with(text).filter(with -> with.document().when().text().strip().equals(asked));
    }
}
