package dev.pathwarden.policies.judge;

import dev.pathwarden.model.casefile.Subject;
import java.util.Set;

/**
 * What guardrails did to judged steps.
 *
 * @param figures how many of which
 * @param steps those that are stopped
 */
public record Stopped(Figures figures, Set<Subject> steps) {

    public Stopped {
        steps = Set.copyOf(steps);
    }
}
