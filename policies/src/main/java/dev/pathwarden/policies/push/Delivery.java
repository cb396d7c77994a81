package dev.pathwarden.policies.push;

import dev.pathwarden.policies.rollout.Receiver;
import java.util.Objects;

/**
 * What became of a bundle with one receiver.
 *
 * @param answer what it answered
 * @param problem why it does not have the bundle, in sentences; null where nothing is wrong
 */
public record Delivery(Receiver receiver, Answer answer, String problem) {

    public Delivery {
        Objects.requireNonNull(receiver, "receiver");
        Objects.requireNonNull(answer, "answer");
    }

    /** What a receiver answered. */
    public enum Answer {
        /** It would take the bundle; it was not sent. */
        READY,
        /** It took the bundle. */
        TAKEN,
        /** It has it already. */
        HAD,
        /** It does not take it, and what lay there lies there still. */
        REFUSED,
        /** It was not reached, or is not the one of the plan; where the connection broke under way nobody knows whether it took the bundle. */
        NOT_REACHED
    }

    /** Whether the bundle lies there. */
    public boolean isThere() {
        return answer == Answer.TAKEN || answer == Answer.HAD;
    }

    /** Whether nothing is wrong with it. */
    public boolean isGood() {
        return isThere() || answer == Answer.READY;
    }
}
