package dev.pathwarden.policies.set;

import java.io.IOException;

/** Guardrails cannot be used as they lie there. The message is for people: where, why, and what to do. */
public final class GuardrailSetException extends IOException {

    private static final long serialVersionUID = 1L;

    GuardrailSetException(String message) {
        super(message);
    }
}
