package dev.pathwarden.model.signing;

import java.io.IOException;

/** A file is not accepted as a signed bundle of guardrails. The message is one sentence that says why and what to do. */
public final class RefusedBundleException extends IOException {

    private static final long serialVersionUID = 1L;

    RefusedBundleException(String message) {
        super(message);
    }
}
