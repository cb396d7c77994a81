package dev.pathwarden.policies.rehearsal;

import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.policies.dryrun.Stops;

/** How what a rehearsed set asks for relates to what it is compared with. */
public enum Change {
    /** Stopped now, not before. */
    NEWLY_STOPPED,
    /** Stopped before, not now. */
    NO_LONGER_STOPPED,
    /** Another action, but stopped in both or in neither. */
    OTHER_ACTION,
    /** The same action. */
    SAME;

    /** The change on a step of that operation. */
    public static Change of(Action before, Action after, Operation operation) {
        if (before == after) {
            return SAME;
        }
        boolean stoppedBefore = Stops.stops(before, operation);
        boolean stoppedAfter = Stops.stops(after, operation);
        return stoppedBefore == stoppedAfter ? OTHER_ACTION : stoppedAfter ? NEWLY_STOPPED : NO_LONGER_STOPPED;
    }
}
