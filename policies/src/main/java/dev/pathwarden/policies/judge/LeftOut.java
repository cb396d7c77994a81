package dev.pathwarden.policies.judge;

import dev.pathwarden.model.casefile.Subject;
import java.util.Objects;

/**
 * A judged step that became no test of a guardrail.
 *
 * @param step the step
 * @param right whether it should be stopped
 * @param why why not
 */
public record LeftOut(Subject step, boolean right, Why why) {

    public LeftOut {
        Objects.requireNonNull(step, "step");
        Objects.requireNonNull(why, "why");
    }

    /** Why a judged step becomes no test. */
    public enum Why {
        /** The guardrail has that test. */
        DOUBLE,
        /** Others are enough: for each way in which its clauses come out there is a test, and as many as are wanted. */
        ENOUGH,
        /** The guardrail does with the step what it should not; the test would fail. */
        FAILS,
        /** It should be stopped, and another guardrail of the file stops it. */
        OF_ANOTHER,
        /** What it was passed was taken out of the recording. */
        TAKEN_OUT,
        /** What it comes to hangs on a secret or on personal data, which do not go into a file. */
        SECRET,
        /** The guardrail reads what is new of an agent, and there is no baseline. */
        BASELINE,
        /** The guardrail reads what was not recorded, so it cannot be evaluated on the step. */
        NOT_RECORDED,
        /** What it comes to hangs on more of its run than a test can say. */
        PATH
    }
}
