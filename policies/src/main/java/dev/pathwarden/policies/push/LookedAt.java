package dev.pathwarden.policies.push;

import dev.pathwarden.policies.rollout.Receiver;
import dev.pathwarden.policies.rollout.ReceiverReport;
import dev.pathwarden.policies.rollout.Rollout;

/**
 * A receiver when somebody looked.
 *
 * @param report what it said; null where it was not reached
 * @param problem why it was not, a sentence; null where it was
 */
public record LookedAt(Receiver receiver, ReceiverReport report, String problem) {

    /** Where a receiver stands with what is deployed. */
    public enum State {
        /** It lies there. */
        HAS,
        /** Another bundle of the roll-out lies there. */
        BEHIND,
        /** No bundle lies there. */
        NOTHING,
        /** Something lies there that is none of the roll-out's. */
        OTHER,
        /** It was not reached, or is not the one of the plan. */
        NOT_REACHED
    }

    /** Where it stands with what is deployed here. */
    public State state(Rollout rollout, Rollout.Standing standing) {
        if (report == null) {
            return State.NOT_REACHED;
        }
        if (standing.deployed() != null && report.has(standing.deployed().bundle().hash(), standing.deployed().sequence())) {
            return State.HAS;
        }
        if (!report.hasBundle()) {
            return standing.deployed() == null ? State.HAS : State.NOTHING;
        }
        return isOf(rollout, report) ? State.BEHIND : State.OTHER;
    }

    /** Whether what lies there is nothing, or of that roll-out. */
    static boolean isOf(Rollout rollout, ReceiverReport report) {
        return !report.hasBundle() || report.hash().equals(rollout.plan().base().hash()) || rollout.bundles().stageOf(report.hash()) >= 0;
    }
}
