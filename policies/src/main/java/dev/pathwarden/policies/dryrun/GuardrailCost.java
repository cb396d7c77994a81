package dev.pathwarden.policies.dryrun;

import java.util.Objects;

/**
 * About what a guardrail costs, as it was measured on a sample of the steps that it is for.
 *
 * @param guardrail its id
 * @param medianNanos half of the samples took no longer, in nanoseconds
 * @param share its part of what all guardrails of its set took in the samples, from 0 to 1
 * @param samples how many times it was measured
 */
public record GuardrailCost(String guardrail, long medianNanos, double share, long samples) {
    public GuardrailCost {
        Objects.requireNonNull(guardrail, "guardrail");
    }

    /** The median in microseconds. */
    public double medianMicros() {
        return medianNanos / 1_000.0;
    }
}
