package dev.pathwarden.model.snapshot;

import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Run;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.Verdict;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

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

    /** The summary of a run whose steps are at hand. */
    public static RunSummary of(RecordedRun run) {
        int blocked = 0;
        int verdicts = 0;
        Set<String> labels = new TreeSet<>();
        for (RecordedStep step : run.steps()) {
            blocked += step.status() == Status.BLOCKED ? 1 : 0;
            for (Verdict verdict : step.decision() == null ? List.<Verdict>of() : step.decision().verdicts()) {
                verdicts += verdict.action() == Action.ALLOW ? 0 : 1;
            }
            labels.addAll(step.step().labels());
            if (step.outcome() != null) {
                labels.addAll(step.outcome().labels());
            }
        }
        return new RunSummary(run.run(), run.steps().size(), blocked, verdicts, labels);
    }
}
