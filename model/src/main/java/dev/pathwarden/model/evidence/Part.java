package dev.pathwarden.model.evidence;

import java.util.Locale;

/** What of a step, or of a run's header, is hashed by itself, so that it can be taken out and the rest still be proved. The order is that of their hashes in a leaf. */
public enum Part {
    /** How steps hang together and what was decided: ids, links, operation, times, labels, guardrails, status. */
    PATH,
    /** Short texts: name, messages and clauses of verdicts, who answered and why; of a header the agent's id, name and version. */
    WORDS,
    /** Arguments and facts; of a header the attributes. */
    INPUT,
    /** Result, error and facts of the outcome; of a header nothing. */
    OUTPUT;

    static final int COUNT = 4;

    /** The name as it stands on screen. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
