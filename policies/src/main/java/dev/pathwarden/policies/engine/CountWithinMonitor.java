package dev.pathwarden.policies.engine;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * {@code count(p, duration)}. The last {@value #EXACT} steps that made p true are known by their times. Of more than these within the time the older ones are counted by
 * {@value #PARTS}ths of it, so that steps up to one such part older can be counted too; none is ever left out.
 */
final class CountWithinMonitor extends Monitor {

    static final int EXACT = 64;
    static final int PARTS = 32;
    /** One part more than fits into the time begins in it and one ends in it. */
    private static final int SLOTS = PARTS + 2;
    private static final int FIRST = 8;
    private static final long NO_STEP = -1;

    private final PathClock clock;
    private final long part;

    CountWithinMonitor(int[] atoms, PathClock clock) {
        super(atoms);
        this.clock = clock;
        this.part = Math.max(1, (clock.nanos() + PARTS - 1) / PARTS);
    }

    /**
     * Its state.
     *
     * @param times times of the last steps; the k-th step is at k modulo its length
     * @param older for parts of the time whose steps have left the times, the part's number and which step is its first; null where none has
     * @param steps steps with a clock that made p true, of all times
     * @param last the last of them
     * @param untimed whether a step without a clock made p true
     */
    private record Window(AtomicLongArray times, AtomicLongArray older, long steps, long last, boolean untimed) {

        long time(long step) {
            return times.get((int) (step % times.length()));
        }
    }

    @Override
    Object next(Object state, int mask, JoinedStep step) {
        Window window = state == null ? new Window(new AtomicLongArray(FIRST), null, 0, 0, false) : (Window) state;
        if (step.startNanos() == null) {
            return new Window(window.times(), window.older(), window.steps(), window.last(), true);
        }
        boolean full = window.steps() >= window.times().length();
        AtomicLongArray times = full && window.times().length() < EXACT ? larger(window.times()) : window.times();
        AtomicLongArray older = full && times == window.times() ? aged(window) : window.older();
        long start = step.startNanos();
        long time = window.steps() == 0 ? start : Math.max(start, window.time(window.steps() - 1));
        times.setRelease((int) (window.steps() % times.length()), time);
        return new Window(times, older, window.steps() + 1, step.id(), window.untimed());
    }

    private static AtomicLongArray larger(AtomicLongArray times) {
        AtomicLongArray larger = new AtomicLongArray(times.length() * 2);
        for (int i = 0; i < times.length(); i++) {
            larger.setRelease(i, times.get(i));
        }
        return larger;
    }

    /** Moves the oldest of the times to those that are counted by parts. */
    private AtomicLongArray aged(Window window) {
        AtomicLongArray older = window.older() == null ? noParts() : window.older();
        long oldest = window.steps() - EXACT;
        long number = Math.floorDiv(window.time(oldest), part);
        int slot = slot(number);
        // What is here otherwise is more than the whole time older than this step, and so than every step to come.
        if (older.get(slot) != number || older.get(slot + 1) == NO_STEP) {
            older.setRelease(slot, number);
            older.setRelease(slot + 1, oldest);
        }
        return older;
    }

    private static AtomicLongArray noParts() {
        AtomicLongArray parts = new AtomicLongArray(2 * SLOTS);
        for (int slot = 0; slot < 2 * SLOTS; slot += 2) {
            parts.setRelease(slot + 1, NO_STEP);
        }
        return parts;
    }

    private static int slot(long number) {
        return 2 * (int) Math.floorMod(number, (long) SLOTS);
    }

    @Override
    Object value(Object state, Frame frame) {
        Long start = frame.step.startNanos();
        if (start == null) {
            return clock.noStart();
        }
        Window window = (Window) state;
        if (window == null) {
            return 0L;
        }
        return window.untimed() ? clock.untimed() : (Object) (window.steps() - first(window, start));
    }

    /** The first step that counts on a step that begins then. Steps have times that never go back. */
    private long first(Window window, long start) {
        long from = clock.from(Math.max(start, window.time(window.steps() - 1)));
        long low = Math.max(0, window.steps() - window.times().length());
        long high = window.steps();
        if (window.older() != null && window.time(low) >= from) {
            return firstOfParts(window.older(), from, low);
        }
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (window.time(middle) >= from) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private long firstOfParts(AtomicLongArray older, long from, long otherwise) {
        long first = Math.floorDiv(from, part);
        for (long number = first; number < first + SLOTS; number++) {
            int slot = slot(number);
            if (older.get(slot) == number && older.get(slot + 1) != NO_STEP) {
                return older.get(slot + 1);
            }
        }
        return otherwise;
    }

    @Override
    String witness(Object state, Frame frame) {
        return value(state, frame) instanceof Long steps && steps > 0 ? Witness.last(((Window) state).last()) : Witness.NONE;
    }
}
