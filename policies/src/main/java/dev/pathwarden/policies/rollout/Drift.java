package dev.pathwarden.policies.rollout;

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

    /** Quantile of the normal distribution for 95 % on both sides. */
    private static final double Z = 1.959964;

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
        return share(live, liveRuns) - share(rehearsed, rehearsedRuns);
    }

    /** Lower end of the interval; only where {@link #isKnown}. */
    public double least() {
        double below = share(live, liveRuns) - end(live, liveRuns, -1);
        double above = end(rehearsed, rehearsedRuns, 1) - share(rehearsed, rehearsedRuns);
        return difference() - Math.sqrt(below * below + above * above);
    }

    /** Upper end of it; only where {@link #isKnown}. */
    public double most() {
        double above = end(live, liveRuns, 1) - share(live, liveRuns);
        double below = share(rehearsed, rehearsedRuns) - end(rehearsed, rehearsedRuns, -1);
        return difference() + Math.sqrt(above * above + below * below);
    }

    /** Whether no difference at all lies outside of the interval. */
    public boolean hasDrifted() {
        return isKnown() && (least() > 0 || most() < 0);
    }

    private static double share(long part, long whole) {
        return (double) part / whole;
    }

    /** An end of the interval of Wilson: the lower for -1, the upper for 1. */
    private static double end(long part, long whole, int sign) {
        double share = share(part, whole);
        double reach = Z * Math.sqrt(share * (1 - share) / whole + Z * Z / (4.0 * whole * whole));
        double end = (share + Z * Z / (2.0 * whole) + sign * reach) / (1 + Z * Z / whole);
        return Math.min(1, Math.max(0, end));
    }
}
