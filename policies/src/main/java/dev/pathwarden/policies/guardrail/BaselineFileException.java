package dev.pathwarden.policies.guardrail;

import java.io.IOException;

/** A file is no baseline that can be used, or can be made. The message is for people: which file, why, and what to do. */
public final class BaselineFileException extends IOException {

    private static final long serialVersionUID = 1L;

    BaselineFileException(String message) {
        super(message);
    }
}
