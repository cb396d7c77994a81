package dev.pathwarden.policies.lint;

import dev.pathwarden.policies.guardrail.Problem;
import java.util.Objects;

/**
 * Something that is told of a guardrail file.
 *
 * @param problem what and where
 * @param repair what can be taken out so that it is told no more, and the guardrail decides the same; null where nothing can for certain
 */
public record Finding(Problem problem, Repair repair) {
    public Finding {
        Objects.requireNonNull(problem, "problem");
    }

    /** One that is for a person to repair. */
    Finding(Problem problem) {
        this(problem, null);
    }
}
