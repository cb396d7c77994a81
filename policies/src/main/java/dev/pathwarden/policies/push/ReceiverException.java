package dev.pathwarden.policies.push;

import java.io.IOException;

/** A receiver was not reached, or refused what it was asked. The message is for people: what is wrong and what to do; it names no receiver. */
final class ReceiverException extends IOException {

    private static final long serialVersionUID = 1L;

    private final boolean reached;

    /** @param reached whether the receiver of the pinned key has answered */
    ReceiverException(boolean reached, String message, Throwable cause) {
        super(message, cause);
        this.reached = reached;
    }

    boolean isReached() {
        return reached;
    }
}
