package dev.pathwarden.policies.baseline;

import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.StepId;
import java.util.Objects;

/**
 * The step that showed something first.
 *
 * @param run its run
 * @param step the step
 * @param operation text of its operation
 * @param name its short name
 * @param startNanos epoch nanoseconds; null where the source had no clock
 * @param stopped whether a guardrail stopped it when it was recorded
 */
public record FirstStep(RunId run, StepId step, String operation, String name, Long startNanos, boolean stopped) {
    public FirstStep {
        Objects.requireNonNull(run, "run");
        Objects.requireNonNull(step, "step");
    }

    static FirstStep of(RecordedStep step) {
        return new FirstStep(step.step().run(), step.id(), step.operation().text(), step.step().name(), step.step().startNanos(), RunWalk.stopped(step));
    }
}
