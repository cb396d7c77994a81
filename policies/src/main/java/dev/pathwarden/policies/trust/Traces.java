package dev.pathwarden.policies.trust;

import dev.pathwarden.policies.text.Encodings;
import dev.pathwarden.policies.text.TextLeaves;
import dev.pathwarden.policies.text.Tokens;
import java.util.Arrays;
import java.util.function.LongConsumer;

/**
 * Fingerprints of what a source holds, and of what {@link Encodings} decode in it, taken outside of any lock.
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
            some(text, fingerprints, hashes);
            Encodings.scan(text, (decoded, places, from, to) -> some(decoded, fingerprints, hashes));
        });
        return new Traces(hashes.toArray(), whole);
    }

    private static void some(CharSequence text, Fingerprints fingerprints, LongConsumer hashes) {
        fingerprints.tokens(text, hashes);
        fingerprints.winnowed(text, hashes);
    }

    /** Fingerprints of what the user said: every stretch, not only some, so that what the user named is known as the user's wherever else it stands. */
    static Traces ofUserWords(Object words, Fingerprints fingerprints) {
        Collector hashes = new Collector();
        boolean whole = TextLeaves.texts(words, Tokens.MIN, text -> {
            every(text, fingerprints, hashes);
            Encodings.scan(text, (decoded, places, from, to) -> every(decoded, fingerprints, hashes));
        });
        return new Traces(hashes.toArray(), whole);
    }

    private static void every(CharSequence text, Fingerprints fingerprints, LongConsumer hashes) {
        if (text.length() <= MAX_FULL) {
            fingerprints.tokens(text, hashes);
            fingerprints.grams(text, (hash, end) -> hashes.accept(hash));
        } else {
            some(text, fingerprints, hashes);
        }
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
