package dev.pathwarden.model.step;

import java.util.Objects;

/**
 * Ties a step to an earlier step of the same run.
 *
 * @param step the earlier step
 * @param kind how the two are tied
 * @param argument for provenance, the argument the value stands in, as a path such as {@code to} or {@code rows[0].email}; empty otherwise
 */
public record Link(StepId step, LinkKind kind, String argument) {

    public Link {
        Objects.requireNonNull(step, "step");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(argument, "argument");
    }

    /** A causal link. */
    public static Link to(StepId step, LinkKind kind) {
        return new Link(step, kind, "");
    }
}
