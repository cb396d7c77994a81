package dev.pathwarden.policies.rollout;

import dev.pathwarden.policies.statistics.Proportion;

/**
 * Whether a guardrail acts in another share of the runs now than when it was rehearsed: the difference of two proportions, with the interval of 95 % confidence after Newcombe (1998, method 10), which is
 * made of the intervals of Wilson of both. Runs are compared and not steps, because steps of a run hang on each other.
 *
 * <p>It says that the runs differ and not why: another agent, other tasks, or a rehearsal on runs that are not like these.
 *
 * @param rehearsed in how many of the rehearsed runs it would have acted
 * @param rehearsedRuns how many these were
 * @param live in how many runs it acted, or would have
 * @param liveRuns how many these were
 */
public record Drift(long rehearsed, long rehearsedRuns, long live, long liveRuns) {

    /** The drift of a guardrail between two sets of figures. */
    public static Drift of(String guardrail, RolloutFigures rehearsed, RolloutFigures live) {
        return new Drift(rehearsed.of(guardrail).runs(), rehearsed.runs(), live.of(guardrail).runs(), live.runs());
    }

    /** Whether there is something to compare on both sides. */
    public boolean isKnown() {
        return rehearsedRuns > 0 && liveRuns > 0;
    }

    /** How much larger the share is now, from -1 to 1; only where {@link #isKnown}. */
    public double difference() {
        return after().share() - before().share();
    }

    /** Lower end of the interval; only where {@link #isKnown}. */
    public double least() {
        return difference() - Math.hypot(after().share() - after().least(), before().most() - before().share());
    }

    /** Upper end of it; only where {@link #isKnown}. */
    public double most() {
        return difference() + Math.hypot(after().most() - after().share(), before().share() - before().least());
    }

    /** Whether no difference at all lies outside of the interval. */
    public boolean hasDrifted() {
        return isKnown() && (least() > 0 || most() < 0);
    }

    private Proportion before() {
        return new Proportion(rehearsed, rehearsedRuns);
    }

    private Proportion after() {
        return new Proportion(live, liveRuns);
    }
}
