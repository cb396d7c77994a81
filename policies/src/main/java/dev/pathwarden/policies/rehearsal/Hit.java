package dev.pathwarden.policies.rehearsal;

import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.Mode;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.Run;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.policies.dryrun.Aftermath;
import dev.pathwarden.policies.dryrun.Stops;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * A step on which the rehearsed set, or what it is compared with, asks for more than to let it go.
 *
 * @param recording the snapshot that it was read from
 * @param run its run
 * @param step its id
 * @param place its place in the run, from 1
 * @param operation its operation
 * @param name its name
 * @param tool the tool in whose call it happened, or that it calls; empty where it is in none
 * @param agent id of its agent; null where nobody said
 * @param startNanos when it began, in nanoseconds since 1970; null where its source had no clock
 * @param before strongest action of what it is compared with
 * @param after strongest action of the rehearsed set, as if it were enforced
 * @param mode mode of the guardrail with that action; null where there is none
 * @param guardrail guardrail with that action, or with the one before where there is none now
 * @param message what that guardrail says
 * @param saidBefore what each guardrail of what it is compared with asked for, as far as that is more than to let the step go
 * @param saidNow what each guardrail of the rehearsed set asks for, as far as that is more than to let the step go
 * @param tie how it hung on a stop of the rehearsed set, so that it would not have happened as recorded; null where it did not
 */
public record Hit(Path recording, Run run, StepId step, int place, Operation operation, String name, String tool, String agent, Long startNanos, Action before, Action after, Mode mode, String guardrail, String message,
        List<Said> saidBefore, List<Said> saidNow, Aftermath.Tie tie) {

    public Hit {
        Objects.requireNonNull(recording, "recording");
        Objects.requireNonNull(run, "run");
        Objects.requireNonNull(step, "step");
        Objects.requireNonNull(operation, "operation");
        Objects.requireNonNull(tool, "tool");
        Objects.requireNonNull(before, "before");
        Objects.requireNonNull(after, "after");
        saidBefore = List.copyOf(saidBefore);
        saidNow = List.copyOf(saidNow);
    }

    /** How the action now relates to that before. */
    public Change change() {
        return Change.of(before, after, operation);
    }

    /** Whether the rehearsed set would not let it go on. */
    public boolean isStopped() {
        return Stops.stops(after, operation);
    }
}
