package dev.pathwarden.policies.rehearsal;

import dev.pathwarden.model.step.Run;
import dev.pathwarden.policies.dryrun.Aftermath;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A step that hung on a stop of the rehearsed set, so that it would not have happened as recorded.
 *
 * @param recording the snapshot that it was read from
 * @param run its run
 * @param hanging the step, and the stop that it hung on
 * @param stopName name of the step that was stopped
 */
public record Behind(Path recording, Run run, Aftermath.Hanging hanging, String stopName) {
    public Behind {
        Objects.requireNonNull(recording, "recording");
        Objects.requireNonNull(run, "run");
        Objects.requireNonNull(hanging, "hanging");
        Objects.requireNonNull(stopName, "stopName");
    }
}
