package dev.pathwarden.model.step;

import java.util.Objects;
import java.util.Optional;

/**
 * A step with what was decided on it and what came of it.
 *
 * @param step the step before its effect
 * @param decision what the guardrails said; null for steps from a source that had none
 * @param hold its wait for an answer; null where it did not have to wait
 * @param outcome what came of it; null where no end was recorded
 * @param decidedAt place of the decision among all events of the merged run, from 0 upwards
 * @param endedAt place of the end among all events of the merged run; -1 where no end was recorded
 */
public record RecordedStep(Step step, Decision decision, Hold hold, Outcome outcome, int decidedAt, int endedAt) {

    public RecordedStep {
        Objects.requireNonNull(step, "step");
    }

    /** A step that did not have to wait for an answer. */
    public RecordedStep(Step step, Decision decision, Outcome outcome, int decidedAt, int endedAt) {
        this(step, decision, null, outcome, decidedAt, endedAt);
    }

    public StepId id() {
        return step.id();
    }

    public Operation operation() {
        return step.operation();
    }

    /** How it ended; {@link Status#UNFINISHED} where no end was recorded. */
    public Status status() {
        return outcome == null ? Status.UNFINISHED : outcome.status();
    }

    public Optional<Decision> decided() {
        return Optional.ofNullable(decision);
    }

    public Optional<Hold> held() {
        return Optional.ofNullable(hold);
    }

    public Optional<Outcome> ended() {
        return Optional.ofNullable(outcome);
    }

    /** The strongest verdict on it; empty where no guardrail gave one. One of allow is that of an exception that held. */
    public Optional<VerdictType> verdict() {
        return decision == null || decision.verdicts().isEmpty() ? Optional.empty() : Optional.of(decision.asked().verdict());
    }
}
