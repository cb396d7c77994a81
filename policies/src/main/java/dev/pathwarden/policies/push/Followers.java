package dev.pathwarden.policies.push;

import dev.pathwarden.policies.rollout.Recorders;
import dev.pathwarden.policies.rollout.Rollout;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The recorders that follow a roll-out, here and on the hosts of its receivers, and where each stands with what is deployed.
 *
 * @param all those here first, then those of each receiver
 * @param unread files that are no acknowledgement, or too many to read, here and there
 * @param expected how many the plan expects; 0 where it says nothing
 */
public record Followers(List<Follower> all, int unread, int expected) {

    public Followers {
        all = List.copyOf(all);
    }

    /**
     * A recorder.
     *
     * @param receiver host and port of the receiver on whose host it is; empty for here
     * @param told what it said last
     * @param state where it stands
     * @param ago how long ago it was there
     */
    public record Follower(String receiver, Recorders.Told told, Recorders.State state, Duration ago) {
    }

    /**
     * Those of a roll-out.
     *
     * @param since when what is deployed was put in place here
     * @param here what recorders here said
     * @param there what receivers said
     */
    public static Followers of(Rollout rollout, Rollout.Standing standing, Instant since, Recorders here, List<LookedAt> there, Instant now) {
        String hash = standing.deployed() == null ? "" : standing.deployed().bundle().hash();
        Long sequence = standing.deployed() == null ? null : standing.deployed().sequence();
        List<Follower> all = new ArrayList<>();
        here.all().forEach(told -> all.add(new Follower("", told, told.state(hash, sequence, since, now), ago(told, now))));
        int unread = here.unread();
        for (LookedAt each : there) {
            if (each.report() != null) {
                each.report().recorders().all().forEach(told -> all.add(new Follower(each.receiver().name(), told, each.report().state(told, hash, sequence), ago(told, each.report().now()))));
                unread += each.report().recorders().unread();
            }
        }
        return new Followers(all, unread, rollout.plan().recorders());
    }

    private static Duration ago(Recorders.Told told, Instant now) {
        Duration ago = Duration.between(told.seen(), now);
        return ago.isNegative() ? Duration.ZERO : ago;
    }

    /** How many stand there. */
    public long count(Recorders.State state) {
        return all.stream().filter(follower -> follower.state() == state).count();
    }

    /** How many have not ended. */
    public long there() {
        return all.size() - count(Recorders.State.ENDED);
    }

    /** How many of those that are expected have never said anything, as far as is known. */
    public long never() {
        return Math.max(0, expected - there());
    }

    /** Whether every recorder that is there has what is deployed, and as many are there as are expected. A file that cannot be read may be of one that has not. */
    public boolean haveIt() {
        return count(Recorders.State.TAKEN) == there() && never() == 0 && unread == 0;
    }
}
