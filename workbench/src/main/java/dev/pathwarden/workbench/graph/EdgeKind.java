package dev.pathwarden.workbench.graph;

/** What an edge of the graph says; it leads from the earlier step to the later. */
enum EdgeKind {
    /** The later step happened inside the earlier one. */
    NESTED,
    /** The later step is the next turn of the model in the same place of the path. */
    NEXT,
    /** The earlier step is why the later one happened. */
    CAUSAL,
    /** A value of the later step came from the earlier one. */
    PROVENANCE
}
