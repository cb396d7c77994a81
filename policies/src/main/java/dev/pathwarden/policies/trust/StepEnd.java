package dev.pathwarden.policies.trust;

import dev.pathwarden.model.step.Facts;
import dev.pathwarden.model.step.Outcome;
import dev.pathwarden.model.step.Status;
import java.util.Objects;

/**
 * How a step ended, as far as it is counted. A step can end again when more becomes known of it; the later end then counts.
 *
 * @param durationNanos how long it took; null where that is not known
 * @param status how it ended
 * @param facts typed facts known only then
 */
public record StepEnd(Long durationNanos, Status status, Facts facts) {

    public StepEnd {
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(facts, "facts");
    }

    /** The end that is on record. */
    public static StepEnd of(Outcome outcome) {
        return new StepEnd(outcome.durationNanos(), outcome.status(), outcome.facts());
    }
}
