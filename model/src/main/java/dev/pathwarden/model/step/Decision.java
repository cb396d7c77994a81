package dev.pathwarden.model.step;

import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What the guardrails together said of a step before its effect, and all that is needed to say it again.
 *
 * @param ticket place of this decision among the events of its run in its process, from 1 upwards
 * @param clockNanos the clock the decision read, epoch nanoseconds; null where there was none
 * @param bundle hash of the guardrail set it was made under, 16 hex digits; empty where there was none
 * @param forced the mode that was forced on all guardrails; null where each kept its own
 * @param labels labels on the path at this instant, the step's own included, sorted
 * @param verdicts verdicts in the order of the guardrails; one of allow stands for an exception that held, where the guardrail would have said something else
 * @param notEvaluated guardrails that apply to the operation and could not be evaluated, with the reason
 */
public record Decision(long ticket, Long clockNanos, String bundle, Mode forced, Set<String> labels, List<Verdict> verdicts, List<NotEvaluated> notEvaluated) {

    public Decision {
        Objects.requireNonNull(bundle, "bundle");
        labels = Labels.copyOf(labels);
        verdicts = List.copyOf(verdicts);
        notEvaluated = List.copyOf(notEvaluated);
    }

    /** The strongest action among the verdicts in {@link Mode#ENFORCE}; this is what was done. */
    public Action enforced() {
        Action strongest = Action.ALLOW;
        for (Verdict verdict : verdicts) {
            if (verdict.mode() == Mode.ENFORCE && verdict.action().compareTo(strongest) > 0) {
                strongest = verdict.action();
            }
        }
        return strongest;
    }

    /** Whether the step went on without some of its words, which are then not in the recorded arguments and result either. */
    public boolean redacts() {
        return enforced() != Action.BLOCK && verdicts.stream().anyMatch(verdict -> verdict.mode() == Mode.ENFORCE && verdict.action() == Action.REDACT);
    }

    /** The strongest action among all verdicts, as if each were enforced. */
    public Action asked() {
        Action strongest = Action.ALLOW;
        for (Verdict verdict : verdicts) {
            if (verdict.action().compareTo(strongest) > 0) {
                strongest = verdict.action();
            }
        }
        return strongest;
    }

    /**
     * A guardrail that said nothing, which is not the same as allow.
     *
     * @param guardrail id of the guardrail
     * @param reason why, such as {@code step.start was not recorded}
     */
    public record NotEvaluated(String guardrail, String reason) {
    }
}
