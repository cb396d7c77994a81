package dev.pathwarden.recorder.cli;

import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.Decision;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.policies.cause.RootCause;
import java.util.Comparator;
import java.util.Optional;

/**
 * The step whose causes are asked for, and why it is that one.
 *
 * @param step the step
 * @param reason why it was chosen; empty where the user named it
 */
record WhyTarget(RecordedStep step, String reason) {

    /** Chooses where the user named none: a step that was stopped, else one that a guardrail only spoke against, else the one that looks most like the goal of an attack. */
    static Optional<WhyTarget> choose(RecordedRun run) {
        boolean stopped = run.steps().stream().anyMatch(step -> step.status() == Status.BLOCKED);
        Optional<WhyTarget> spokenAgainst = stopped ? Optional.empty() : run.steps().stream().filter(step -> asked(step) != Action.ALLOW).max(Comparator.comparing(WhyTarget::asked))
                .map(step -> new WhyTarget(step, "a guardrail in audit mode would " + asked(step).text() + " it"));
        return spokenAgainst.or(() -> RootCause.target(run).map(id -> {
            RecordedStep step = run.steps().stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
            return new WhyTarget(step, step.status() == Status.BLOCKED ? "the last step that was stopped" : "nothing was stopped; this step says most of what the path was for");
        }));
    }

    private static Action asked(RecordedStep step) {
        return step.decided().map(Decision::asked).orElse(Action.ALLOW);
    }
}
