package dev.pathwarden.workbench.draft;

import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.Run;
import dev.pathwarden.model.step.StepId;

/**
 * A step that a draft would hit besides its own.
 *
 * @param run its run
 * @param step its id
 * @param place its place in the run, from 1
 * @param operation its operation
 * @param name its name
 */
record OtherHit(Run run, StepId step, int place, Operation operation, String name) {
}
