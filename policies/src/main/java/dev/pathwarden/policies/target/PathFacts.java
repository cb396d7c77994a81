package dev.pathwarden.policies.target;

import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.Step;
import java.util.Set;
import java.util.SortedSet;

/**
 * What a guardrail may read of the path behind a step, at the instant of its decision.
 *
 * <p>The engine reads and never keeps what it is given: the answers change as the path grows.
 */
public interface PathFacts {

    /** Labels on the path at this instant, those of the step being decided included. */
    SortedSet<String> labels();

    /** Number of steps of the run that were decided before this one. */
    long steps();

    /** Number of steps of that operation that were decided before this one. */
    long count(Operation operation);

    /** Labels of the sources from which values in the step's arguments were seen to come, by copy or token match. */
    Set<String> provenance(Step step);
}
