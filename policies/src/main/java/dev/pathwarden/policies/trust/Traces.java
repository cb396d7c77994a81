package dev.pathwarden.policies.trust;

import java.util.Arrays;

/**
 * Fingerprints of what a source holds, taken outside of any lock.
 *
 * @param hashes the fingerprints
 * @param whole whether all of the source was read; otherwise provenance from it can stay unseen
 */
record Traces(long[] hashes, boolean whole) {

    /** Longest words of a user of which every stretch is kept, in characters. */
    private static final int MAX_FULL = 8_192;

    static final Traces NONE = new Traces(new long[0], true);

    /** Fingerprints of a recorded value. */
    static Traces of(Object value, Fingerprints fingerprints) {
        Collector hashes = new Collector();
        boolean whole = TextLeaves.visit(value, (path, text) -> {
            fingerprints.tokens(text, hashes::add);
            fingerprints.winnowed(text, hashes::add);
        });
        return new Traces(hashes.toArray(), whole);
    }

    /** Fingerprints of what the user said: every stretch, not only some, so that what the user named is known as the user's wherever else it stands. */
    static Traces ofUserWords(Object words, Fingerprints fingerprints) {
        Collector hashes = new Collector();
        boolean whole = TextLeaves.visit(words, (path, text) -> {
            fingerprints.tokens(text, hashes::add);
            if (text.length() <= MAX_FULL) {
                fingerprints.grams(text, (hash, end) -> hashes.add(hash));
            } else {
                fingerprints.winnowed(text, hashes::add);
            }
        });
        return new Traces(hashes.toArray(), whole);
    }

    private static final class Collector {
        private long[] hashes = new long[64];
        private int count;

        void add(long hash) {
            if (count == hashes.length) {
                hashes = Arrays.copyOf(hashes, count * 2);
            }
            hashes[count++] = hash;
        }

        long[] toArray() {
            return Arrays.copyOf(hashes, count);
        }
    }
}
