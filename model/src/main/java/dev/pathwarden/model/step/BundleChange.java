package dev.pathwarden.model.step;

import java.util.Objects;

/**
 * Guardrails that came into force in a process, or were refused there.
 *
 * @param atNanos when, epoch nanoseconds
 * @param bundle hash of the guardrail set, 16 hex digits; empty for no guardrails and for a file that was refused
 * @param sequence its sequence number; null where it has none, or was refused
 * @param signer text of the public key that its signature was checked with, of several with {@code +} between them; null where none was
 * @param refusal why what lay there was refused, so that what had been in force stayed; null where it came into force
 */
public record BundleChange(long atNanos, String bundle, Long sequence, String signer, String refusal) {

    public BundleChange {
        Objects.requireNonNull(bundle, "bundle");
        if (signer != null && signer.indexOf(' ') >= 0) {
            throw new IllegalArgumentException("the text of a key has no blank");
        }
    }
}
