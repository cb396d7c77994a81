package dev.pathwarden.recorder.agent;

import dev.pathwarden.policies.engine.Bundle;

/**
 * Guardrails that may come into force.
 *
 * @param bundle the guardrails
 * @param sequence their number; null where they came without one
 * @param signer text of the public key that their signature was checked with, of several with {@code +} between them; null where none was
 */
record AcceptedBundle(Bundle bundle, Long sequence, String signer) {

    /** No guardrails. */
    static final AcceptedBundle NONE = new AcceptedBundle(Bundle.NONE, null, null);

    /** Why it may not follow that one; null where it may. Without signatures any may follow any. */
    String refusalAfter(AcceptedBundle before) {
        if (signer == null || before.sequence == null || sequence > before.sequence) {
            return null;
        }
        return "Its sequence number " + sequence + " is not above " + before.sequence + ", that of the one in force; sign it with a higher one, or roll back with 'pathwarden policy rollback'.";
    }

    /** Whether it is that one. */
    boolean isSame(AcceptedBundle other) {
        return bundle.hash().equals(other.bundle.hash()) && (sequence == null ? other.sequence == null : sequence.equals(other.sequence));
    }
}
