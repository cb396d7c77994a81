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
     * @param older number of part and steps in it, for parts of the time whose steps have left the times; null where none has
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
        Window room = window.steps() < window.times().length() ? window : window.times().length() < EXACT ? larger(window) : aged(window);
        long time = PathClock.later(window.steps() == 0 ? null : window.time(window.steps() - 1), step.startNanos());
        room.times().set((int) (room.steps() % room.times().length()), time);
        return new Window(room.times(), room.older(), room.steps() + 1, step.id(), room.untimed());
    }

    private static Window larger(Window window) {
        AtomicLongArray times = new AtomicLongArray(window.times().length() * 2);
        for (int i = 0; i < window.times().length(); i++) {
            times.set(i, window.times().get(i));
        }
        return new Window(times, window.older(), window.steps(), window.last(), window.untimed());
    }

    /** Moves the oldest of the times to those that are counted by parts. */
    private Window aged(Window window) {
        AtomicLongArray older = window.older() == null ? new AtomicLongArray(2 * SLOTS) : window.older();
        long number = Math.floorDiv(window.time(window.steps()), part);
        int slot = 2 * (int) Math.floorMod(number, (long) SLOTS);
        // What was here is more than the whole time older than this step, and so than every step to come.
        long steps = older.get(slot) == number ? older.get(slot + 1) : 0;
        older.set(slot, number);
        older.set(slot + 1, steps + 1);
        return new Window(window.times(), older, window.steps(), window.last(), window.untimed());
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
        return window.untimed() ? clock.untimed() : (Object) count(window, start);
    }

    private long count(Window window, long start) {
        long from = clock.from(PathClock.later(window.time(window.steps() - 1), start));
        long known = Math.min(window.steps(), window.times().length());
        long counted = 0;
        while (counted < known && window.time(window.steps() - 1 - counted) >= from) {
            counted++;
        }
        if (counted < known || window.older() == null) {
            return counted;
        }
        long first = Math.floorDiv(from, part);
        for (int slot = 0; slot < 2 * SLOTS; slot += 2) {
            counted += window.older().get(slot) >= first ? window.older().get(slot + 1) : 0;
        }
        return counted;
    }

    @Override
    String witness(Object state, Frame frame) {
        return value(state, frame) instanceof Long steps && steps > 0 ? Witness.last(((Window) state).last()) : Witness.NONE;
    }
}
