package dev.pathwarden.policies.engine;

import dev.pathwarden.policies.target.PathFacts;

/** The path behind a step that is on record, and what came of it. */
public interface RecordedPath extends PathFacts {

    /**
     * What came of the step.
     *
     * @param variable {@linkplain PathVariable#isOfRecord of the record}
     * @return of the variable's type; null where it was not recorded
     */
    Object value(PathVariable variable);
}
