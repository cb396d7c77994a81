package dev.pathwarden.workbench.editor;

import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.policies.authoring.LiveClauses;
import dev.pathwarden.policies.dryrun.SeenStep;

/**
 * What a guardrail says of the selected step.
 *
 * @param step the step
 * @param seen the step as a guardrail sees it
 * @param answer what its parts came to
 */
public record LiveValues(RecordedStep step, SeenStep seen, LiveClauses.Answer answer) {
}
