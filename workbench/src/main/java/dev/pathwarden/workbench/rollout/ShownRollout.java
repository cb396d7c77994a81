package dev.pathwarden.workbench.rollout;

import dev.pathwarden.policies.push.Followers;
import dev.pathwarden.policies.push.LookedAt;
import dev.pathwarden.policies.rollout.Recorders;
import dev.pathwarden.policies.rollout.Rollout;
import dev.pathwarden.policies.rollout.RolloutFigures;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * A roll-out as it was when somebody looked.
 *
 * @param file the plan
 * @param since when what is deployed was put in place
 * @param receivers what those of the plan said
 * @param followers the recorders, here and there
 * @param live what was recorded under it in the open recording; null where none is open
 */
record ShownRollout(Path file, Rollout rollout, Rollout.Standing standing, Instant since, List<LookedAt> receivers, Followers followers, RolloutFigures live) {

    ShownRollout {
        receivers = List.copyOf(receivers);
    }

    /** Where a receiver stands with what is deployed here. */
    LookedAt.State state(LookedAt receiver) {
        return receiver.state(rollout, standing);
    }

    /** How many receivers have what is deployed here. */
    long haveIt() {
        return receivers.stream().filter(each -> state(each) == LookedAt.State.HAS).count();
    }

    /** How many recorders stand there. */
    long count(Recorders.State state) {
        return followers.count(state);
    }

    /** The stage that would be put in place next; {@link Rollout#NOWHERE} where none can be. */
    int next() {
        return standing.stale() != null || standing.stage() == rollout.plan().stages().size() - 1 ? Rollout.NOWHERE : standing.stage() + 1;
    }

    /** Whether there is something to roll back. */
    boolean mayGoBack() {
        return standing.stale() == null && standing.stage() >= 0;
    }

    /** Whether what is deployed here is the roll-out's, and some receiver does not have it. */
    boolean mayGoOnWithTheRest() {
        return standing.deployed() != null && standing.stage() != Rollout.NOWHERE && haveIt() < receivers.size();
    }
}
