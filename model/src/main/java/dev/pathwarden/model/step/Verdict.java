package dev.pathwarden.model.step;

import java.util.List;
import java.util.Objects;

/**
 * What one guardrail concluded about one step, with what it concluded it from.
 *
 * @param guardrail id of the guardrail
 * @param version hash of the guardrail's text, 16 hex digits
 * @param action what it asks for; its {@link Action#verdict() verdict} follows from it
 * @param mode whether the action was to be done
 * @param message sentence for people, placeholders filled in
 * @param clauses the clauses that decided, with the values they read
 */
public record Verdict(String guardrail, String version, Action action, Mode mode, String message, List<Clause> clauses) {

    public Verdict {
        Objects.requireNonNull(guardrail, "guardrail");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(message, "message");
        clauses = List.copyOf(clauses);
    }

    /** The verdict that the action stands for. */
    public VerdictType verdict() {
        return action.verdict();
    }

    /**
     * A part of a condition and what it came to.
     *
     * @param text source text of the part
     * @param from offset of the part's first character in the condition
     * @param to offset behind its last character
     * @param value what it came to, as text, cut at 200 characters
     */
    public record Clause(String text, int from, int to, String value) {
    }
}
