package dev.pathwarden.policies.dryrun;

import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.Mode;
import dev.pathwarden.policies.engine.Reasons;
import java.util.List;
import java.util.Objects;

/**
 * What a guardrail of one set came to on a step.
 *
 * @param state whether it was asked, and what its condition came to
 * @param action what it asked for, as if enforced; allow where it asked for nothing
 * @param mode the mode of that; null where it asked for nothing
 * @param message the sentence of its verdict; why it could not be evaluated, where it could not; which exception held, where one did; empty otherwise
 * @param clauses the clauses of its condition with what each came to; empty where it was not asked, and where the path behind the decision is not known any more
 */
public record GuardrailOutcome(State state, Action action, Mode mode, String message, List<Reasons.Clause> clauses) {

    /** Whether a guardrail was asked about a step, and what its condition came to. */
    public enum State {
        /** The set has no guardrail of that id. */
        ABSENT,
        /** It is not for steps of this operation. */
        OTHER_OPERATION,
        /** Its condition came to true. */
        MATCHED,
        /** Its condition came to true, and one of its exceptions held. */
        EXCEPTED,
        /** Its condition came to false. */
        NOT_MATCHED,
        /** Its condition came to neither. */
        NOT_EVALUATED
    }

    public GuardrailOutcome {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(message, "message");
        clauses = List.copyOf(clauses);
    }
}
