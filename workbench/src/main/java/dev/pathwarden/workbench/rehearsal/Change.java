package dev.pathwarden.workbench.rehearsal;

import dev.pathwarden.model.step.Action;

/** How what a rehearsed set asks for relates to what it is compared with. */
enum Change {
    /** Stopped now, not before. */
    NEWLY_STOPPED,
    /** Stopped before, not now. */
    NO_LONGER_STOPPED,
    /** Another action, but stopped in both or in neither. */
    OTHER_ACTION,
    /** The same action. */
    SAME;

    static Change of(Action before, Action after) {
        if (before == after) {
            return SAME;
        }
        boolean stoppedBefore = stops(before);
        boolean stoppedAfter = stops(after);
        return stoppedBefore == stoppedAfter ? OTHER_ACTION : stoppedAfter ? NEWLY_STOPPED : NO_LONGER_STOPPED;
    }

    /** Whether a step does not go on by itself after this action. */
    static boolean stops(Action action) {
        return action.compareTo(Action.HOLD) >= 0;
    }
}
