package dev.pathwarden.policies.trust;

import java.util.Arrays;

/**
 * Which source each fingerprint was first seen in. Bounded: when it is full, the oldest fingerprints go and {@link #evicted()} says so.
 *
 * <p>Open addressing with linear probing; 20 bytes per fingerprint at half load and a ring of 8 more. Changed by one thread at a time. Any thread may look fingerprints up
 * meanwhile in a {@link Reading}; what it finds then is right only if nothing has changed, which it has to find out from {@link SourceIndex#version}.
 */
final class FingerprintTable {

    /** Most fingerprints that are kept, about 400 KB of source text. */
    static final int CAPACITY = 1 << 15;

    private static final int FIRST_SLOTS = 256;

    private final int capacity;
    private volatile Reading slots = new Reading(FIRST_SLOTS);
    private long[] order = new long[128];
    private int size;
    private int oldest;
    private int removed;
    private volatile boolean evicted;

    FingerprintTable() {
        this(CAPACITY);
    }

    FingerprintTable(int capacity) {
        this.capacity = capacity;
    }

    /**
     * The slots, for looking up. In front of them stand a few bits for each, set where a fingerprint may be there: most that are looked up are not, and for these one bit, which is in the
     * processor's nearest cache, is all that is read.
     */
    static final class Reading {
        private static final int BITS_PER_SLOT = 8;

        private final long[] keys;
        private final Source[] sources;
        private final long[] present;

        private Reading(int slots) {
            keys = new long[slots];
            sources = new Source[slots];
            present = new long[slots * BITS_PER_SLOT / Long.SIZE];
        }

        /** False for most fingerprints that were never seen. */
        boolean mayHold(long fingerprint) {
            return (present[word(fingerprint)] >>> (fingerprint >>> 32) & 1) != 0;
        }

        /** The source of a fingerprint; null where it was never seen. */
        Source source(long fingerprint) {
            if (!mayHold(fingerprint)) {
                return null;
            }
            int mask = keys.length - 1;
            // Half of the slots are empty, but a reader beside a writer may see any of them full.
            for (int slot = home(fingerprint), seen = 0; keys[slot] != 0 && seen <= mask; slot = slot + 1 & mask, seen++) {
                if (keys[slot] == fingerprint) {
                    return sources[slot];
                }
            }
            return null;
        }

        private int word(long fingerprint) {
            return (int) (fingerprint >>> 38) & present.length - 1;
        }

        private int home(long fingerprint) {
            return (int) (fingerprint ^ fingerprint >>> 32) & keys.length - 1;
        }

        private void mark(long fingerprint) {
            present[word(fingerprint)] |= 1L << (fingerprint >>> 32);
        }
    }

    /** The slots as they are now. */
    Reading reading() {
        return slots;
    }

    /** Adds a fingerprint; a known one keeps its source unless {@code replace}. */
    void put(long fingerprint, Source source, boolean replace) {
        Reading now = slots;
        int mask = now.keys.length - 1;
        int slot = now.home(fingerprint);
        while (now.keys[slot] != 0) {
            if (now.keys[slot] == fingerprint) {
                if (replace) {
                    now.sources[slot] = source;
                }
                return;
            }
            slot = slot + 1 & mask;
        }
        if (size == capacity) {
            evictOldest(now);
            put(fingerprint, source, replace);
            return;
        }
        now.keys[slot] = fingerprint;
        now.sources[slot] = source;
        now.mark(fingerprint);
        remember(fingerprint);
        if (size * 2 > now.keys.length) {
            grow(now);
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
            order = Arrays.copyOf(order, Math.min(capacity, order.length * 2));
        }
        order[(oldest + size) % order.length] = fingerprint;
        size++;
    }

    private void evictOldest(Reading now) {
        evicted = true;
        remove(now, order[oldest]);
        oldest = (oldest + 1) % order.length;
        size--;
        removed++;
        if (removed == capacity) {
            markAnew(now);
        }
    }

    /** Unsets the bits of fingerprints that went. */
    private void markAnew(Reading now) {
        removed = 0;
        Arrays.fill(now.present, 0);
        for (long key : now.keys) {
            if (key != 0) {
                now.mark(key);
            }
        }
    }

    /** Closes the gap, so that no search ends too early. */
    private static void remove(Reading now, long fingerprint) {
        int mask = now.keys.length - 1;
        int gap = now.home(fingerprint);
        while (now.keys[gap] != fingerprint) {
            gap = gap + 1 & mask;
        }
        for (int next = gap + 1 & mask; now.keys[next] != 0; next = next + 1 & mask) {
            int home = now.home(now.keys[next]);
            if ((next - home & mask) >= (next - gap & mask)) {
                now.keys[gap] = now.keys[next];
                now.sources[gap] = now.sources[next];
                gap = next;
            }
        }
        now.keys[gap] = 0;
        now.sources[gap] = null;
    }

    private void grow(Reading now) {
        Reading wider = new Reading(now.keys.length * 2);
        int mask = wider.keys.length - 1;
        for (int i = 0; i < now.keys.length; i++) {
            if (now.keys[i] != 0) {
                int slot = wider.home(now.keys[i]);
                while (wider.keys[slot] != 0) {
                    slot = slot + 1 & mask;
                }
                wider.keys[slot] = now.keys[i];
                wider.sources[slot] = now.sources[i];
                wider.mark(now.keys[i]);
            }
        }
        slots = wider;
    }
}
