package dev.pathwarden.policies.engine;

import java.io.IOException;

/** Bytes that are not a whole, readable bundle. The message says what they are instead and what to do. */
public final class BundleException extends IOException {

    private static final long serialVersionUID = 1L;

    BundleException(String message) {
        super(message);
    }
}
