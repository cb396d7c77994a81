package dev.pathwarden.recorder.context;

import java.time.Clock;
import java.time.Instant;

/** Epoch nanoseconds that never step back within a process: the wall clock at start, carried on by the monotonic clock. */
public final class EpochClock {

    private final long epochNanos;
    private final long anchor;

    /** A clock that agrees with the given one now. */
    public EpochClock(Clock wall) {
        Instant now = wall.instant();
        anchor = System.nanoTime();
        epochNanos = now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }

    /** Now, epoch nanoseconds. */
    public long nanos() {
        return epochNanos + (System.nanoTime() - anchor);
    }
}
