package dev.pathwarden.recorder.cli;

import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.Decision;
import dev.pathwarden.model.step.Layer;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.policies.cause.RootCause;
import dev.pathwarden.policies.dryrun.DryRun;
import dev.pathwarden.policies.dryrun.DryRunDecision;
import dev.pathwarden.policies.dryrun.DryRunMode;
import dev.pathwarden.policies.engine.Bundle;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The step whose causes are asked for, and why it is that one.
 *
 * @param step the step
 * @param reason why it was chosen, as words behind the step's name
 */
record WhyTarget(RecordedStep step, String reason) {

    /**
     * Chooses where the user named none: the last step that was stopped, else the one on which the strongest action was asked for, live or by the
     * shipped guardrails, else one that did what a result before it asked for, else the last call that acted on something.
     *
     * @param shipped the shipped guardrails; asked for only where nothing live tells
     */
    static Optional<WhyTarget> choose(RecordedRun run, Supplier<Bundle> shipped) {
        return last(run.steps(), step -> step.status() == Status.BLOCKED).map(step -> new WhyTarget(step, "the last step that was stopped"))
                .or(() -> strongest(run))
                .or(() -> rehearsed(run, shipped.get()))
                .or(() -> RootCause.ordered(run).flatMap(id -> last(run.steps(), step -> step.id().equals(id)))
                        .map(step -> new WhyTarget(step, "it did what a result before it asked for")))
                .or(() -> last(run.steps(), step -> step.operation().layer() != Layer.MODEL && step.operation().layer() != Layer.AGENT && step.operation().layer() != Layer.OUTCOME)
                        .map(step -> new WhyTarget(step, "the last action; no guardrail asked for anything on this path")));
    }

    private static Optional<WhyTarget> strongest(RecordedRun run) {
        Comparator<RecordedStep> byAction = Comparator.comparing(WhyTarget::asked);
        return run.steps().stream().filter(step -> asked(step) != Action.ALLOW).max(byAction).map(step -> new WhyTarget(step, "a guardrail asked to " + asked(step).text() + " it"));
    }

    private static Action asked(RecordedStep step) {
        return step.decided().map(Decision::asked).orElse(Action.ALLOW);
    }

    private static Optional<WhyTarget> rehearsed(RecordedRun run, Bundle shipped) {
        List<DryRunDecision> decisions = new DryRun(shipped, DryRunMode.WHOLE_PATH).dryRun(run).decisions();
        return decisions.stream().max(Comparator.comparing(decision -> decision.verdict().action()))
                .flatMap(decision -> last(run.steps(), step -> step.id().equals(decision.step()))
                        .map(step -> new WhyTarget(step, "the shipped guardrail " + decision.verdict().guardrail() + " would " + decision.verdict().action().text() + " it")));
    }

    private static Optional<RecordedStep> last(List<RecordedStep> steps, java.util.function.Predicate<RecordedStep> wanted) {
        for (int i = steps.size() - 1; i >= 0; i--) {
            if (wanted.test(steps.get(i))) {
                return Optional.of(steps.get(i));
            }
        }
        return Optional.empty();
    }
}
