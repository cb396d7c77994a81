package dev.pathwarden.policies.dryrun;

import dev.pathwarden.model.step.Run;
import dev.pathwarden.model.step.StepId;
import java.util.List;
import java.util.Objects;

/**
 * Dry run of one run.
 *
 * @param run the run
 * @param steps number of its steps
 * @param decisions verdicts other than allow, in path order
 * @param excepted steps for which an exception of a guardrail held, with the verdict of allow that says which, in path order
 * @param notEvaluated evaluations that could not be made, in path order
 * @param aftermath what would not have happened as recorded, were the decisions enforced
 */
public record RunDryRun(Run run, int steps, List<DryRunDecision> decisions, List<DryRunDecision> excepted, List<Skipped> notEvaluated, Aftermath aftermath) {
    public RunDryRun {
        Objects.requireNonNull(run, "run");
        Objects.requireNonNull(aftermath, "aftermath");
        decisions = List.copyOf(decisions);
        excepted = List.copyOf(excepted);
        notEvaluated = List.copyOf(notEvaluated);
    }

    /**
     * A guardrail that could not be evaluated on a step.
     *
     * @param step the step
     * @param guardrail id of the guardrail
     * @param reason why, for people
     */
    public record Skipped(StepId step, String guardrail, String reason) {
    }
}
