package dev.pathwarden.workbench.editor;

import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.policies.authoring.LiveClauses;
import dev.pathwarden.policies.dryrun.SeenStep;
import dev.pathwarden.policies.guardrail.GuardrailSource;

/**
 * What a guardrail says of the selected step.
 *
 * @param step the step
 * @param seen the step as a guardrail sees it
 * @param file the file that was asked; null while it is typed in
 * @param answer what its parts came to; null while it is typed in
 */
public record LiveValues(RecordedStep step, SeenStep seen, GuardrailSource file, LiveClauses.Answer answer) {
}
