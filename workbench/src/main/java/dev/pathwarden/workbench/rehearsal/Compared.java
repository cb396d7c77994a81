package dev.pathwarden.workbench.rehearsal;

/** What a rehearsed set is compared with. */
enum Compared {
    /** The verdicts in the record. */
    RECORD,
    /** The guardrails that ship with Pathwarden. */
    PACK,
    /** The rehearsed files as they were read, without the changes made since. */
    UNCHANGED,
    /** What is said to be deployed. */
    DEPLOYED
}
