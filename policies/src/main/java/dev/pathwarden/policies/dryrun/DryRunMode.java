package dev.pathwarden.policies.dryrun;

/** Which facts a dry run decides on. */
public enum DryRunMode {
    /** The facts each decision had then: labels, order and clock as recorded, process by process. Gives the live verdicts again. */
    AS_LIVE,
    /** The merged path, with trust facts computed anew: what a rule that sees everything would have said. */
    WHOLE_PATH
}
