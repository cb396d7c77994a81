package dev.pathwarden.policies.dryrun;

import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.StepId;
import java.util.List;
import java.util.Objects;

/**
 * A step for which two guardrail sets ask for different actions. Actions are those asked for, as if enforced; of several the strongest.
 *
 * @param run the run
 * @param step the step
 * @param operation its operation
 * @param ordinal place among the run's steps of that operation in path order, from 0
 * @param name the step's name
 * @param before what the set that is compared with asks for
 * @param after what the set that is tried asks for
 * @param changes the guardrails that make the difference: each asks by itself, in one set, for more than the whole other set
 */
public record Flip(RunId run, StepId step, Operation operation, int ordinal, String name, Action before, Action after, List<GuardrailChange> changes) {

    public Flip {
        Objects.requireNonNull(run, "run");
        Objects.requireNonNull(step, "step");
        Objects.requireNonNull(operation, "operation");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(before, "before");
        Objects.requireNonNull(after, "after");
        changes = List.copyOf(changes);
    }

    /** Whether the tried set stops or holds a step that the other lets pass. */
    public boolean newlyStopped() {
        return Stops.stops(after, operation) && !Stops.stops(before, operation);
    }

    /** Whether the tried set lets a step pass that the other stops or holds. */
    public boolean newlyAllowed() {
        return Stops.stops(before, operation) && !Stops.stops(after, operation);
    }
}
