package dev.pathwarden.policies.unusual;

import dev.pathwarden.model.step.RecordedStep;
import java.util.Objects;

/**
 * A number that is far beyond that of the other runs.
 *
 * @param measure what was measured
 * @param kind of which kind of step; empty for all of them
 * @param here what it is in the run: a count, or milliseconds
 * @param usual what it is in the middle one of the others
 * @param most what it is at most in the others
 * @param step the step with which it was passed; the longest of a duration
 */
public record Outlier(Measure measure, String kind, long here, long usual, long most, RecordedStep step) {

    /** What is measured. */
    public enum Measure {
        /** How many such steps a run has. */
        STEPS,
        /** How long such a step takes, in milliseconds. */
        DURATION
    }

    public Outlier {
        Objects.requireNonNull(measure, "measure");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(step, "step");
    }

    /** In a sentence without its end. */
    public String sentence() {
        String what = kind.isEmpty() ? "the run" : kind;
        return measure == Measure.STEPS ? what + (kind.isEmpty() ? " has " + here + " steps" : ": " + here + " times") + ", where others come to " + usual + " and at most to " + most
                : what + " took " + here + " ms, where others take " + usual + " ms and at most " + most + " ms";
    }
}
