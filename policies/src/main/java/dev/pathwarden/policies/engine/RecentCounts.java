package dev.pathwarden.policies.engine;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How often each of the last keys came, and with which step last. Of {@value #GENERATION} different keys and more the one that has not come for longest is forgotten: between one and two times
 * as many others can come before.
 *
 * <p>Shares its tables with the one it was made from, which is then no longer good to read: what it says may be of either. Reading never fails and always ends.
 */
final class RecentCounts {

    static final int GENERATION = 512;
    private static final int FIRST_SLOTS = 16;
    private static final int KEY = 0;
    private static final int COUNT = 1;
    private static final int STEP = 2;
    private static final int WIDTH = 3;

    private final AtomicLongArray current;
    private final int size;
    private final AtomicLongArray previous;
    private final boolean forgotten;

    /** None yet. */
    RecentCounts() {
        this(new AtomicLongArray(FIRST_SLOTS * WIDTH), 0, new AtomicLongArray(WIDTH), false);
    }

    private RecentCounts(AtomicLongArray current, int size, AtomicLongArray previous, boolean forgotten) {
        this.current = current;
        this.size = size;
        this.previous = previous;
        this.forgotten = forgotten;
    }

    /** Whether a key was forgotten. */
    boolean forgotten() {
        return forgotten;
    }

    /** How often that key came, as far as it was not forgotten. */
    long count(long key) {
        return read(key, COUNT);
    }

    /** The step with which that key came last; 0 where it did not. */
    long step(long key) {
        return read(key, STEP);
    }

    private long read(long key, int column) {
        int slot = slot(current, key);
        if (current.get(slot) == key) {
            return current.get(slot + column);
        }
        int before = slot(previous, key);
        return previous.get(before) == key ? previous.get(before + column) : 0;
    }

    /**
     * These, with that key once more.
     *
     * @param key not 0
     */
    RecentCounts plus(long key, long step) {
        int slot = slot(current, key);
        if (current.get(slot) == key) {
            put(current, slot, key, current.get(slot + COUNT) + 1, step);
            return new RecentCounts(current, size, previous, forgotten);
        }
        long count = count(key) + 1;
        if (size == GENERATION) {
            AtomicLongArray next = new AtomicLongArray(FIRST_SLOTS * WIDTH);
            put(next, slot(next, key), key, count, step);
            return new RecentCounts(next, 1, current, forgotten || previous.length() > WIDTH);
        }
        AtomicLongArray roomy = (size + 1) * 2 * WIDTH > current.length() ? larger() : current;
        put(roomy, slot(roomy, key), key, count, step);
        return new RecentCounts(roomy, size + 1, previous, forgotten);
    }

    private AtomicLongArray larger() {
        AtomicLongArray larger = new AtomicLongArray(current.length() * 2);
        for (int i = 0; i < current.length(); i += WIDTH) {
            long key = current.get(i);
            if (key != 0) {
                put(larger, slot(larger, key), key, current.get(i + COUNT), current.get(i + STEP));
            }
        }
        return larger;
    }

    private static void put(AtomicLongArray table, int slot, long key, long count, long step) {
        table.setRelease(slot + KEY, key);
        table.setRelease(slot + COUNT, count);
        table.setRelease(slot + STEP, step);
    }

    /** Where a key is, or where it would go. At least half of a table is empty. */
    private static int slot(AtomicLongArray table, long key) {
        int slots = table.length() / WIDTH;
        int slot = (int) (key ^ key >>> 32) & slots - 1;
        while (table.get(slot * WIDTH) != key && table.get(slot * WIDTH) != 0) {
            slot = slot + 1 & slots - 1;
        }
        return slot * WIDTH;
    }
}
