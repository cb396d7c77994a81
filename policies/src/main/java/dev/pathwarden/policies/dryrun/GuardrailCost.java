package dev.pathwarden.policies.dryrun;

import java.util.Locale;
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

    /** How far such a figure leads, in a sentence. */
    public static final String NOTE = "Measured on a sample of the steps while they were tried, beside whatever else this machine did: a rough figure, and of few samples little follows.";

    /** The figure in the rest of a sentence. */
    public String words() {
        return String.format(Locale.ROOT, "about %.2f microseconds for a step, the median of %s; %.0f %% of what all guardrails of the set took", medianMicros(), samples == 1 ? "1 sample" : samples + " samples", 100 * share);
    }

    /** The median in microseconds. */
    public double medianMicros() {
        return medianNanos / 1_000.0;
    }
}
