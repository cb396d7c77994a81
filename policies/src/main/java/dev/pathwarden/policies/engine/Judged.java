package dev.pathwarden.policies.engine;

import dev.pathwarden.model.step.Decision;
import dev.pathwarden.model.step.Step;
import java.util.Objects;

/**
 * A step as it was decided, with what was decided.
 *
 * @param step the step with the labels, facts and provenance links the decision was made on
 * @param decision what the guardrails said
 * @param engine the guardrails
 */
public record Judged(Step step, Decision decision, PolicyEngine engine) {
    public Judged {
        Objects.requireNonNull(step, "step");
        Objects.requireNonNull(decision, "decision");
        Objects.requireNonNull(engine, "engine");
    }
}
