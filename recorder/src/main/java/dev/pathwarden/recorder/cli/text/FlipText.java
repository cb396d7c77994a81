package dev.pathwarden.recorder.cli.text;

import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.text.Escaped;
import dev.pathwarden.policies.dryrun.Flip;
import dev.pathwarden.policies.dryrun.GuardrailChange;
import dev.pathwarden.policies.dryrun.GuardrailOutcome;
import dev.pathwarden.policies.engine.Reasons;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** In words, what makes two guardrail sets decide a step differently. Everything that was recorded is escaped. */
public final class FlipText {

    /** Most clauses that are told of a guardrail in one set. */
    private static final int MOST_CLAUSES = 20;

    private FlipText() {
    }

    /** What the two sets ask for, such as {@code allow -> block}. */
    public static String actions(Flip flip) {
        return flip.before().text() + " -> " + flip.after().text();
    }

    /** What about the guardrail is another, as a sentence. */
    public static String sentence(GuardrailChange change, Flip flip) {
        String name = Escaped.text(change.guardrail());
        return switch (change.kind()) {
            case APPEARED -> name + " is new: it " + is(change.after()) + asks(change.after()) + ".";
            case WENT -> name + " is gone: it " + was(change.before()) + asked(change.before()) + ".";
            case NOW_ASKED -> name + " is now for " + flip.operation().text() + ": it " + is(change.after()) + asks(change.after()) + ".";
            case NO_LONGER_ASKED -> name + " is no longer for " + flip.operation().text() + ": it " + was(change.before()) + asked(change.before()) + ".";
            case CONDITION -> name + " " + was(change.before()) + asked(change.before()) + " and now " + is(change.after()) + asks(change.after()) + ".";
            case ACTION -> name + " " + is(change.after()) + " as before and asks for " + what(change.after()) + " where it asked for " + what(change.before()) + ".";
        };
    }

    /** The clauses that made the difference with the values they read, those of the set compared with first. */
    public static List<String> clauses(GuardrailChange change) {
        List<String> lines = new ArrayList<>();
        add("was", change.clausesBefore(), lines);
        add("now", change.clausesAfter(), lines);
        return lines;
    }

    private static void add(String when, List<Reasons.Clause> clauses, List<String> lines) {
        clauses.stream().limit(MOST_CLAUSES).forEach(clause -> lines.add(when + ": " + clause(clause)));
        if (clauses.size() > MOST_CLAUSES) {
            lines.add(when + ": and " + (clauses.size() - MOST_CLAUSES) + " more clauses");
        }
    }

    private static String clause(Reasons.Clause clause) {
        String reads = clause.reads().stream().filter(read -> !read.text().equals(clause.text())).map(read -> Escaped.text(read.text()) + " is " + Escaped.text(read.value())).collect(Collectors.joining(", "));
        return (clause.let().isEmpty() ? "" : Escaped.text(clause.let()) + " = ") + Escaped.text(clause.text()) + " is " + Escaped.text(clause.value()) + (reads.isEmpty() ? "" : " (" + reads + ")");
    }

    private static String is(GuardrailOutcome outcome) {
        return switch (outcome.state()) {
            case MATCHED -> "matches";
            case EXCEPTED -> "does not apply (" + Escaped.text(outcome.message()) + ")";
            case NOT_EVALUATED -> "cannot be evaluated (" + Escaped.text(outcome.message()) + ")";
            default -> "does not match";
        };
    }

    private static String was(GuardrailOutcome outcome) {
        return switch (outcome.state()) {
            case MATCHED -> "matched";
            case EXCEPTED -> "did not apply (" + Escaped.text(outcome.message()) + ")";
            case NOT_EVALUATED -> "could not be evaluated (" + Escaped.text(outcome.message()) + ")";
            default -> "did not match";
        };
    }

    private static String asks(GuardrailOutcome outcome) {
        return outcome.action() == Action.ALLOW ? "" : " and asks for " + what(outcome);
    }

    private static String asked(GuardrailOutcome outcome) {
        return outcome.action() == Action.ALLOW ? "" : " and asked for " + what(outcome);
    }

    private static String what(GuardrailOutcome outcome) {
        return outcome.action() == Action.ALLOW ? "nothing" : outcome.action().text() + " (" + outcome.mode().text() + ")";
    }
}
