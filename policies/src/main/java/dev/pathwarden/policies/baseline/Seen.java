package dev.pathwarden.policies.baseline;

/**
 * How often something was seen.
 *
 * @param runs in how many runs
 * @param steps in how many steps
 */
public record Seen(long runs, long steps) {

    /** What counts end at. */
    static final long MOST = 999_999_999_999_999_999L;

    /** Never; of what a person added. */
    public static final Seen NEVER = new Seen(0, 0);

    public Seen {
        if (runs < 0 || steps < 0 || runs > MOST || steps > MOST) {
            throw new IllegalArgumentException("runs=" + runs + ", steps=" + steps);
        }
    }

    /** Both together. */
    public Seen and(Seen other) {
        return new Seen(sum(runs, other.runs), sum(steps, other.steps));
    }

    static long sum(long a, long b) {
        return Math.min(a + b, MOST);
    }
}
