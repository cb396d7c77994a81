package dev.pathwarden.policies.dryrun;

import dev.pathwarden.model.step.Step;
import dev.pathwarden.policies.engine.Evaluation;

/**
 * What a dry run came to for one step.
 *
 * @param step the step with the facts it was judged on
 * @param evaluation what the guardrails said; null where the step could not be judged at all
 */
record Judgement(Step step, Evaluation evaluation) {
}
