package dev.pathwarden.policies.dryrun;

import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.model.step.Verdict;
import java.util.Objects;

/**
 * A verdict that a dry run came to; one of allow stands for an exception that held. The action is reported as if it were enforced, the mode beside it.
 *
 * @param step the step
 * @param operation its operation
 * @param ordinal place among the run's steps of that operation in path order, from 0
 * @param name the step's name
 * @param verdict the verdict
 */
public record DryRunDecision(StepId step, Operation operation, int ordinal, String name, Verdict verdict) {
    public DryRunDecision {
        Objects.requireNonNull(step, "step");
        Objects.requireNonNull(operation, "operation");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(verdict, "verdict");
    }
}
