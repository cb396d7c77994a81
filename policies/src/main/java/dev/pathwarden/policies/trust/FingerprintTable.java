package dev.pathwarden.policies.trust;

/**
 * Which source each fingerprint was first seen in. Bounded: when it is full, the oldest fingerprints go and {@link #evicted()} says so.
 *
 * <p>Open addressing with linear probing; 20 bytes per fingerprint at half load and a ring of 8 more. Not safe for several threads.
 */
final class FingerprintTable {

    /** Most fingerprints that are kept, about 400 KB of source text. */
    static final int CAPACITY = 1 << 15;

    private static final int NONE = -1;

    private final int capacity;
    private long[] keys = new long[256];
    private int[] sources = new int[256];
    private long[] order = new long[128];
    private int size;
    private int oldest;
    private boolean evicted;

    FingerprintTable() {
        this(CAPACITY);
    }

    FingerprintTable(int capacity) {
        this.capacity = capacity;
    }

    /** The source of a fingerprint, -1 where it was never seen. */
    int source(long fingerprint) {
        int mask = keys.length - 1;
        for (int slot = home(fingerprint, mask); keys[slot] != 0; slot = slot + 1 & mask) {
            if (keys[slot] == fingerprint) {
                return sources[slot];
            }
        }
        return NONE;
    }

    /** Adds a fingerprint; a known one keeps its source unless {@code replace}. */
    void put(long fingerprint, int source, boolean replace) {
        int mask = keys.length - 1;
        int slot = home(fingerprint, mask);
        while (keys[slot] != 0) {
            if (keys[slot] == fingerprint) {
                if (replace) {
                    sources[slot] = source;
                }
                return;
            }
            slot = slot + 1 & mask;
        }
        if (size == capacity) {
            evictOldest();
            put(fingerprint, source, replace);
            return;
        }
        keys[slot] = fingerprint;
        sources[slot] = source;
        remember(fingerprint);
        if (size * 2 > keys.length) {
            grow();
        }
    }

    /** Whether fingerprints had to go, so that one not found proves nothing. */
    boolean evicted() {
        return evicted;
    }

    int size() {
        return size;
    }

    private void remember(long fingerprint) {
        if (size == order.length) {
            order = java.util.Arrays.copyOf(order, Math.min(capacity, order.length * 2));
        }
        order[(oldest + size) % order.length] = fingerprint;
        size++;
    }

    private void evictOldest() {
        evicted = true;
        remove(order[oldest]);
        oldest = (oldest + 1) % order.length;
        size--;
    }

    /** Closes the gap, so that no search ends too early. */
    private void remove(long fingerprint) {
        int mask = keys.length - 1;
        int gap = home(fingerprint, mask);
        while (keys[gap] != fingerprint) {
            gap = gap + 1 & mask;
        }
        for (int next = gap + 1 & mask; keys[next] != 0; next = next + 1 & mask) {
            int home = home(keys[next], mask);
            if ((next - home & mask) >= (next - gap & mask)) {
                keys[gap] = keys[next];
                sources[gap] = sources[next];
                gap = next;
            }
        }
        keys[gap] = 0;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldSources = sources;
        keys = new long[oldKeys.length * 2];
        sources = new int[oldKeys.length * 2];
        int mask = keys.length - 1;
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != 0) {
                int slot = home(oldKeys[i], mask);
                while (keys[slot] != 0) {
                    slot = slot + 1 & mask;
                }
                keys[slot] = oldKeys[i];
                sources[slot] = oldSources[i];
            }
        }
    }

    private static int home(long fingerprint, int mask) {
        return (int) (fingerprint ^ fingerprint >>> 32) & mask;
    }
}
