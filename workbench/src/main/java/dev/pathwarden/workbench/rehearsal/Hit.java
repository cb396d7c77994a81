package dev.pathwarden.workbench.rehearsal;

import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.Mode;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.Run;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.policies.dryrun.Aftermath;

/**
 * A step on which the rehearsed set, or the one it is compared with, asks for more than to let it go.
 *
 * @param run its run
 * @param step its id
 * @param place its place in the run, from 1
 * @param operation its operation
 * @param name its name
 * @param before strongest action of what it is compared with
 * @param after strongest action of the rehearsed set, as if it were enforced
 * @param mode mode of the guardrail with that action; null where there is none
 * @param guardrail guardrail with that action, or with the one before where there is none now
 * @param message what that guardrail says
 * @param tie how it hung on a stop of the rehearsed set, so that it would not have happened as recorded; null where it did not
 */
record Hit(Run run, StepId step, int place, Operation operation, String name, Action before, Action after, Mode mode, String guardrail, String message, Aftermath.Tie tie) {

    Change change() {
        return Change.of(before, after, operation);
    }
}
