package dev.pathwarden.policies.trust;

/** The calls that failed last and have not succeeded since, by their {@link CallKey}. For one thread at a time; any thread may ask whether there are any. */
final class FailedCalls {

    /** Most calls that are remembered. */
    static final int MOST = 64;

    private final long[] keys = new long[MOST];
    private int next;
    private volatile int known;

    boolean isEmpty() {
        return known == 0;
    }

    boolean contains(long key) {
        return place(key) >= 0;
    }

    /** Adds a call, in place of the eldest where there are too many. */
    void add(long key) {
        if (contains(key)) {
            return;
        }
        known += keys[next] == 0 ? 1 : 0;
        keys[next] = key;
        next = (next + 1) % MOST;
    }

    void remove(long key) {
        int place = key == 0 ? -1 : place(key);
        if (place >= 0) {
            keys[place] = 0;
            known--;
        }
    }

    private int place(long key) {
        for (int i = 0; known > 0 && i < MOST; i++) {
            if (keys[i] == key) {
                return i;
            }
        }
        return -1;
    }
}
