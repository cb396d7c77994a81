package dev.pathwarden.policies.rehearsal;

/** How a guardrail of a rehearsed set stands to what the set is compared with. */
public enum Standing {
    /** Only what it is compared with has it. */
    ONLY_BEFORE,
    /** Only the rehearsed set has it. */
    ONLY_NOW,
    /** Both have one of its id, and they are not the same. */
    CHANGED,
    /** Both have it as it is. */
    SAME,
    /** The record tells of a guardrail only where it said something, and of this it tells nothing; or it is of neither set and was repeated from the record. */
    NOT_KNOWN
}
