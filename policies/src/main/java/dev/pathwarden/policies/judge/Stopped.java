package dev.pathwarden.policies.judge;

import dev.pathwarden.model.casefile.Subject;
import java.util.Set;

/**
 * What guardrails did to judged steps.
 *
 * @param figures how many of which
 * @param steps those that are stopped
 * @param notEvaluated how many of the others some guardrail could not be evaluated on, as it reads what was not recorded
 */
public record Stopped(Figures figures, Set<Subject> steps, int notEvaluated) {

    public Stopped {
        steps = Set.copyOf(steps);
    }
}
