package dev.pathwarden.policies.engine;

import dev.pathwarden.model.step.Decision;
import dev.pathwarden.model.step.Verdict;
import java.util.List;

/**
 * What the guardrails of a bundle said of one step.
 *
 * @param verdicts verdicts in the order of the guardrails; one of allow stands for an exception that held
 * @param notEvaluated guardrails for the operation that could not be evaluated, with the reason
 */
public record Evaluation(List<Verdict> verdicts, List<Decision.NotEvaluated> notEvaluated) {

    /** Nothing to say. */
    public static final Evaluation NONE = new Evaluation(List.of(), List.of());

    public Evaluation {
        verdicts = List.copyOf(verdicts);
        notEvaluated = List.copyOf(notEvaluated);
    }
}
