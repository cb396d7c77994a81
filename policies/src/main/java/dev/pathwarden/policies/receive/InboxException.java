package dev.pathwarden.policies.receive;

import java.io.IOException;

/** A bundle that was sent is not put in place, and what lay there lies there still. The message is for people: what is wrong and what to do. */
final class InboxException extends IOException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** Why. */
    enum Reason {
        /** Something else lies there than was to be replaced. */
        STALE,
        /** Its number is not above that of what lies there, or lay there before. */
        OLD,
        /** It is no whole bundle, or not signed as is asked for. */
        REFUSED
    }

    InboxException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }
}
