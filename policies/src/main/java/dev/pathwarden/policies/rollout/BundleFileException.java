package dev.pathwarden.policies.rollout;

import java.io.IOException;

/** A file is no whole bundle of guardrails, or is not signed as is asked for. The message is for people: which file, why, and what to do. */
public final class BundleFileException extends IOException {

    private static final long serialVersionUID = 1L;

    BundleFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
