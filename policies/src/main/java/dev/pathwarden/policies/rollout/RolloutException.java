package dev.pathwarden.policies.rollout;

import java.io.IOException;

/** A roll-out cannot go on, and nothing was changed. The message is for people: what is wrong, where, and what to do. */
public final class RolloutException extends IOException {

    private static final long serialVersionUID = 1L;

    public RolloutException(String message) {
        super(message);
    }

    public RolloutException(String message, Throwable cause) {
        super(message, cause);
    }
}
