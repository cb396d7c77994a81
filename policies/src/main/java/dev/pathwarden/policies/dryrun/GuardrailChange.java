package dev.pathwarden.policies.dryrun;

import dev.pathwarden.policies.dryrun.GuardrailOutcome.State;
import dev.pathwarden.policies.engine.Reasons;
import java.util.List;
import java.util.Objects;

/**
 * A guardrail that makes two sets decide a step differently.
 *
 * @param guardrail its id
 * @param before what it came to in the set that is compared with
 * @param after what it came to in the set that is tried
 */
public record GuardrailChange(String guardrail, GuardrailOutcome before, GuardrailOutcome after) {

    /** What about the guardrail is another. */
    public enum Kind {
        /** Only the tried set has it. */
        APPEARED,
        /** Only the set compared with has it. */
        WENT,
        /** Only in the tried set it is for steps of this operation. */
        NOW_ASKED,
        /** Only in the set compared with it is for steps of this operation. */
        NO_LONGER_ASKED,
        /** Its condition came to something else. */
        CONDITION,
        /** Its condition came to the same, and it asks for another action. */
        ACTION
    }

    public GuardrailChange {
        Objects.requireNonNull(guardrail, "guardrail");
        Objects.requireNonNull(before, "before");
        Objects.requireNonNull(after, "after");
    }

    /** What about it is another. */
    public Kind kind() {
        if (before.state() == State.ABSENT) {
            return Kind.APPEARED;
        }
        if (after.state() == State.ABSENT) {
            return Kind.WENT;
        }
        if (before.state() == State.OTHER_OPERATION) {
            return Kind.NOW_ASKED;
        }
        if (after.state() == State.OTHER_OPERATION) {
            return Kind.NO_LONGER_ASKED;
        }
        return before.state() == after.state() ? Kind.ACTION : Kind.CONDITION;
    }

    /**
     * The clauses of the set compared with that made the difference: what its condition hung on, without what the tried set's condition says as well. Where the two conditions say the same and
     * only tie it together differently, all that this one hung on.
     */
    public List<Reasons.Clause> clausesBefore() {
        return difference(before, after);
    }

    /** As {@link #clausesBefore()}, of the tried set. */
    public List<Reasons.Clause> clausesAfter() {
        return difference(after, before);
    }

    private static List<Reasons.Clause> difference(GuardrailOutcome one, GuardrailOutcome other) {
        List<Reasons.Clause> own = own(one, other);
        return own.isEmpty() && own(other, one).isEmpty() ? decided(one) : own;
    }

    private static List<Reasons.Clause> own(GuardrailOutcome one, GuardrailOutcome other) {
        return decided(one).stream().filter(clause -> other.clauses().stream().noneMatch(clause::saysTheSameAs)).toList();
    }

    private static List<Reasons.Clause> decided(GuardrailOutcome outcome) {
        return outcome.clauses().stream().filter(Reasons.Clause::decided).toList();
    }
}
