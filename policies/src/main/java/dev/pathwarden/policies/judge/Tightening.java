package dev.pathwarden.policies.judge;

import dev.pathwarden.model.casefile.Subject;
import dev.pathwarden.policies.draft.Draft;
import dev.pathwarden.policies.draft.DraftClause;
import dev.pathwarden.policies.draft.Drafting;
import dev.pathwarden.policies.dryrun.SeenStep;
import dev.pathwarden.policies.guardrail.LocatedText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A clause that a guardrail could ask for besides, and what would come of it.
 *
 * @param clause the clause
 * @param figures how the guardrail does with it
 * @param text the file with it
 */
public record Tightening(String clause, Figures figures, String text) {

    private static final int MOST_STEPS = 200;
    private static final int MOST_TRIED = 80;

    public Tightening {
        Objects.requireNonNull(clause, "clause");
        Objects.requireNonNull(figures, "figures");
        Objects.requireNonNull(text, "text");
    }

    /**
     * Clauses that let good work go on which the guardrail stops: what the steps have in common that it stops rightly, and the opposite of what those have in common that it stops wrongly. First those that leave the fewest wrong
     * stops, of these those that keep the most right ones, and of these the shortest.
     *
     * @param between is called before each clause is tried; what it throws ends the work
     */
    public static List<Tightening> of(Judge judge, WrittenGuardrail written, Runnable between) {
        Stopped now = judge.stopped(written.alone());
        if (now.figures().wrongStops() == 0) {
            return List.of();
        }
        Set<String> clauses = new LinkedHashSet<>();
        conditions(judge, now.steps(), true).forEach(clauses::add);
        conditions(judge, now.steps(), false).forEach(condition -> clauses.add("!(" + condition + ")"));
        List<Tightening> all = new ArrayList<>();
        for (String clause : clauses.stream().limit(MOST_TRIED).toList()) {
            between.run();
            tightened(judge, written, clause).filter(each -> each.helps(now.figures())).ifPresent(all::add);
        }
        all.sort(Comparator.comparingInt((Tightening each) -> each.figures.wrongStops()).thenComparing(each -> each.figures.rightStops(), Comparator.reverseOrder())
                .thenComparingInt(each -> each.clause.length()));
        return all;
    }

    /** Whether good work goes on that was stopped, and, where something was stopped rightly, something still is. */
    private boolean helps(Figures now) {
        return figures.wrongStops() < now.wrongStops() && (figures.rightStops() > 0 || now.rightStops() == 0);
    }

    private static List<String> conditions(Judge judge, Set<Subject> stopped, boolean right) {
        List<SeenStep> steps = judge.seen((subject, is) -> is == right && stopped.contains(subject)).stream().limit(MOST_STEPS).toList();
        List<String> conditions = new ArrayList<>();
        for (Draft draft : steps.isEmpty() ? List.<Draft>of() : Drafting.of(steps)) {
            for (DraftClause clause : draft.clauses()) {
                for (int choice = 0; choice < clause.choices().size(); choice++) {
                    conditions.add(clause.condition(choice));
                }
            }
        }
        return conditions;
    }

    /** Empty where the file cannot be written so; nothing is offered then. */
    private static Optional<Tightening> tightened(Judge judge, WrittenGuardrail written, String clause) {
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
        return written.with(text).filter(with -> with.document().when().text().strip().equals(asked)).map(with -> new Tightening(clause, judge.stopped(with.alone()).figures(), text));
    }
}
