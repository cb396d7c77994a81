package dev.pathwarden.recorder.context;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/**
 * Epoch nanoseconds that never step back within a process: the wall clock, carried on by the monotonic clock. For any thread.
 *
 * <p>The two part where a machine is suspended, in which the monotonic clock stands still, or where someone sets the wall clock. From {@link #BOUND_NANOS} on the wall clock is followed, so that what other processes date,
 * as an approval, can be compared. Where it was set back, this clock stands still until the wall clock has caught up.
 */
public final class EpochClock {

    /** How far the wall clock may be away. */
    static final long BOUND_NANOS = 1_000_000_000L;

    private static final long MILLI = 1_000_000L;

    private final Clock wall;
    private final LongSupplier monotonic;
    private final AtomicReference<Anchor> anchor = new AtomicReference<>();

    /**
     * When the wall clock was last followed.
     *
     * @param epochNanos what it said
     * @param ticks what the monotonic clock said
     * @param atLeast what this clock had said by then
     */
    private record Anchor(long epochNanos, long ticks, long atLeast) {
        long at(long now) {
            return Math.max(atLeast, epochNanos + (now - ticks));
        }
    }

    /** A clock that agrees with the given one now. */
    public EpochClock(Clock wall) {
        this(wall, System::nanoTime);
    }

    EpochClock(Clock wall, LongSupplier monotonic) {
        this.wall = wall;
        this.monotonic = monotonic;
        anchor.set(anchored(Long.MIN_VALUE));
    }

    /** Now, epoch nanoseconds. */
    public long nanos() {
        Anchor mine = anchor.get();
        long ticks = monotonic.getAsLong();
        long carried = mine.epochNanos() + (ticks - mine.ticks());
        long away = wall.millis() * MILLI - carried;
        if (away > BOUND_NANOS || away < -BOUND_NANOS) {
            // A thread that read the old anchor may say a little more than this one did.
            Anchor next = anchored(mine.at(ticks) + MILLI);
            mine = anchor.compareAndSet(mine, next) ? next : anchor.get();
            ticks = monotonic.getAsLong();
        }
        return mine.at(ticks);
    }

    private Anchor anchored(long atLeast) {
        Instant now = wall.instant();
        return new Anchor(now.getEpochSecond() * 1_000_000_000L + now.getNano(), monotonic.getAsLong(), atLeast);
    }
}
