package dev.pathwarden.workbench.diff;

/** Which other runs a run is compared with. */
enum Against {
    /** Those with a step that the filter leaves; all where there is no filter. */
    FILTERED,
    /** Those of the same agent. */
    SAME_AGENT,
    /** All. */
    ALL
}
