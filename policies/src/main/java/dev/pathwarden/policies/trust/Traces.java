package dev.pathwarden.policies.trust;

import java.util.Arrays;
import java.util.function.LongConsumer;

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
        boolean whole = TextLeaves.texts(value, Tokens.MIN, text -> {
            fingerprints.tokens(text, hashes);
            fingerprints.winnowed(text, hashes);
        });
        return new Traces(hashes.toArray(), whole);
    }

    /** Fingerprints of what the user said: every stretch, not only some, so that what the user named is known as the user's wherever else it stands. */
    static Traces ofUserWords(Object words, Fingerprints fingerprints) {
        Collector hashes = new Collector();
        boolean whole = TextLeaves.texts(words, Tokens.MIN, text -> {
            fingerprints.tokens(text, hashes);
            if (text.length() <= MAX_FULL) {
                fingerprints.grams(text, (hash, end) -> hashes.accept(hash));
            } else {
                fingerprints.winnowed(text, hashes);
            }
        });
        return new Traces(hashes.toArray(), whole);
    }

    private static final class Collector implements LongConsumer {
        private long[] hashes = new long[16];
        private int count;

        @Override
        public void accept(long hash) {
            if (count == hashes.length) {
                hashes = Arrays.copyOf(hashes, count * 2);
            }
            hashes[count++] = hash;
        }

        long[] toArray() {
            return count == 0 ? NONE.hashes : Arrays.copyOf(hashes, count);
        }
    }
}
