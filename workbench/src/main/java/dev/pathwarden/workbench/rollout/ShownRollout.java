package dev.pathwarden.workbench.rollout;

import dev.pathwarden.policies.rollout.Recorders;
import dev.pathwarden.policies.rollout.Rollout;
import dev.pathwarden.policies.rollout.RolloutFigures;
import java.nio.file.Path;
import java.time.Instant;

/**
 * A roll-out as it was when somebody looked.
 *
 * @param file the plan
 * @param since when what is deployed was put in place
 * @param recorders what they said
 * @param live what was recorded under it in the open recording; null where none is open
 * @param looked when this was
 */
record ShownRollout(Path file, Rollout rollout, Rollout.Standing standing, Instant since, Recorders recorders, RolloutFigures live, Instant looked) {

    /** Where a recorder stands with what is deployed. */
    Recorders.State state(Recorders.Told told) {
        return told.state(standing.deployed() == null ? "" : standing.deployed().bundle().hash(), standing.deployed() == null ? null : standing.deployed().sequence(), since, looked);
    }

    /** How many recorders stand there. */
    long count(Recorders.State state) {
        return recorders.all().stream().filter(told -> state(told) == state).count();
    }

    /** How many of the recorders that the plan expects never said anything. */
    long never() {
        return Math.max(0, rollout.plan().recorders() - recorders.all().size() + count(Recorders.State.ENDED));
    }

    /** The stage that would be put in place next; {@link Rollout#NOWHERE} where none can be. */
    int next() {
        return standing.stale() != null || standing.stage() == rollout.plan().stages().size() - 1 ? Rollout.NOWHERE : standing.stage() + 1;
    }

    /** Whether there is something to roll back. */
    boolean mayGoBack() {
        return standing.stale() == null && standing.stage() >= 0;
    }
}
