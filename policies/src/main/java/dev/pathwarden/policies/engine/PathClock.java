package dev.pathwarden.policies.engine;

import java.time.Duration;

/**
 * Time as an operator that looks back for a while sees it. It never goes back: a step whose clock is behind that of an earlier step that counts is taken to be at the same instant as that one.
 */
final class PathClock {

    private final long nanos;
    private final Fault noStart;
    private final Fault untimed;

    PathClock(PathOperator operator, Duration within) {
        nanos = within.toNanos();
        noStart = Fault.missing("'" + operator.text() + "' looks back " + text(within) + ", and step.start was not recorded", "without a time it looks at all earlier steps");
        untimed = Fault.missing("'" + operator.text() + "' looks back " + text(within) + ", and an earlier step has no start", "without a time it looks at all earlier steps");
    }

    private static String text(Duration within) {
        return within.toString().substring(2).toLowerCase(java.util.Locale.ROOT);
    }

    /** The time looked back, in nanoseconds. */
    long nanos() {
        return nanos;
    }

    /** The earliest instant that still counts. */
    long from(long now) {
        long from = now - nanos;
        return from > now ? Long.MIN_VALUE : from;
    }

    /** What the operator comes to on a step without a start. */
    Fault noStart() {
        return noStart;
    }

    /** What the operator comes to where a step without a start would decide. */
    Fault untimed() {
        return untimed;
    }
}
