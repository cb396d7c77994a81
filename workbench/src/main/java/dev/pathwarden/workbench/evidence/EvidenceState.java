package dev.pathwarden.workbench.evidence;

import java.util.List;

/**
 * What is known of the evidence for the open snapshot.
 *
 * @param kind how far it was looked at, and what came of it
 * @param sentences for people
 */
record EvidenceState(Kind kind, List<String> sentences) {

    static final EvidenceState NONE = new EvidenceState(Kind.NONE, List.of());

    /** How far the evidence was looked at, and what came of it. */
    enum Kind {
        /** No snapshot is open. */
        NONE,
        /** There is nothing to verify it with. */
        UNSEALED,
        /** It was sealed, and not compared yet. */
        SEALED,
        /** It is being compared. */
        VERIFYING,
        /** All fits. */
        VERIFIED,
        /** Something does not fit. */
        ALTERED,
        /** It could not be compared. */
        FAILED
    }

    EvidenceState {
        sentences = List.copyOf(sentences);
    }

    /** Whether it can be compared, now or once more. */
    boolean canVerify() {
        return kind == Kind.SEALED || kind == Kind.FAILED;
    }
}
