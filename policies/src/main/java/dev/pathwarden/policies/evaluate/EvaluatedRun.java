package dev.pathwarden.policies.evaluate;

import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.policies.dryrun.DryRunDecision;
import java.util.List;
import java.util.Objects;

/**
 * What the guardrails did to one labelled run.
 *
 * @param run the run
 * @param label what somebody says of it
 * @param counts false for a successful attack in which the injected text was never read: nothing could have told it from the user's task
 * @param stops verdicts that stop a step, in path order; of an attack only those on steps behind the injected text
 */
public record EvaluatedRun(RunId run, RunLabel label, boolean counts, List<DryRunDecision> stops) {
    public EvaluatedRun {
        Objects.requireNonNull(run, "run");
        Objects.requireNonNull(label, "label");
        stops = List.copyOf(stops);
    }

    /** Whether a step was stopped, or held until a person answers. */
    public boolean stopped() {
        return !stops.isEmpty();
    }

    /** Whether a step was stopped with no person being asked. */
    public boolean blocked() {
        return stops.stream().anyMatch(stop -> stop.verdict().action() == Action.BLOCK);
    }
}
