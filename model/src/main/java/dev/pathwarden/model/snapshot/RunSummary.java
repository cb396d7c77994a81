package dev.pathwarden.model.snapshot;

import dev.pathwarden.model.step.Run;
import java.util.Objects;
import java.util.Set;

/**
 * What a run table shows without reading the run's steps.
 *
 * @param run the run
 * @param steps number of steps
 * @param blocked steps that a guardrail stopped
 * @param verdicts verdicts other than allow, over all steps
 * @param labels all labels of the run's steps and results, sorted
 */
public record RunSummary(Run run, int steps, int blocked, int verdicts, Set<String> labels) {
    public RunSummary {
        Objects.requireNonNull(run, "run");
        labels = java.util.Collections.unmodifiableSortedSet(new java.util.TreeSet<>(labels));
    }
}
