package dev.pathwarden.policies.trust;

import java.util.function.LongConsumer;

/**
 * Reduces text to numbers by which it is known again: distinctive {@link Tokens}, and stretches of {@link #GRAM} letters and digits.
 *
 * <p>Stretches are taken from the letters and digits alone, in lower case, so that
 * white space, punctuation and JSON escapes do not matter. Of a source every stretch is hashed and the least of each {@link #WINDOW} is kept
 * (winnowing; Schleimer, Wilkerson and Aiken, 2003): a copy of at least 31 letters and digits is always found again, shorter ones often.
 *
 * <p>Hashes depend on a seed, so that a recording tells nobody which secrets it saw. Immutable; safe for any thread.
 */
public final class Fingerprints {

    /** Length of a stretch, in letters and digits. */
    public static final int GRAM = 20;
    static final int WINDOW = 12;

    private final long seed;
    private final long base;
    private final long baseToGram;

    /** Fingerprints under a seed; those of different seeds have nothing in common. */
    public Fingerprints(long seed) {
        this.seed = seed;
        long odd = mix(seed ^ 0x9E3779B97F4A7C15L) | 1;
        long power = 1;
        for (int i = 0; i < GRAM; i++) {
            power *= odd;
        }
        base = odd;
        baseToGram = power;
    }

    /** Hands over the hash of every distinctive token. */
    void tokens(CharSequence text, LongConsumer found) {
        Tokens.scan(text, (from, to) -> found.accept(token(text, from, to)));
    }

    /** Hash of one token, letter case aside. */
    long token(CharSequence text, int from, int to) {
        long hash = seed ^ 0x746F6B656EL;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            hash = (hash ^ (c < 128 ? Ascii.lower(c) : Character.toLowerCase(c))) * 0x100000001B3L;
        }
        return nonZero(mix(hash));
    }

    /** Hands over the stretches that winnowing keeps. */
    void winnowed(CharSequence text, LongConsumer found) {
        Winnow winnow = new Winnow(found);
        grams(text, winnow);
        winnow.finish();
    }

    /** Keeps the least hash of each window, of equal ones the last. */
    private static final class Winnow implements Gram {
        /** A power of two that holds a window. */
        private static final int RING = 16;

        private final LongConsumer found;
        private final long[] window = new long[RING];
        private int count;
        private int least;
        private int kept = -1;

        Winnow(LongConsumer found) {
            this.found = found;
        }

        @Override
        public void at(long hash, int end) {
            int last = count++;
            window[last & RING - 1] = hash;
            if (last == 0 || hash <= window[least & RING - 1] && least > last - WINDOW) {
                least = last;
            } else if (least <= last - WINDOW) {
                least = rescan(last);
            }
            if (last >= WINDOW - 1) {
                keep();
            }
        }

        private int rescan(int last) {
            int lowest = last;
            for (int i = last - 1; i > last - WINDOW; i--) {
                if (window[i & RING - 1] < window[lowest & RING - 1]) {
                    lowest = i;
                }
            }
            return lowest;
        }

        private void keep() {
            if (least != kept) {
                kept = least;
                found.accept(window[least & RING - 1]);
            }
        }

        void finish() {
            if (count > 0 && count < WINDOW) {
                keep();
            }
        }
    }

    /** Receives a stretch. */
    @FunctionalInterface
    public interface Gram {
        /**
         * @param hash hash of the stretch
         * @param end offset behind its last character in the text
         */
        void at(long hash, int end);
    }

    /** Hands over every stretch of the text, in order. */
    public void grams(CharSequence text, Gram found) {
        char[] ring = new char[GRAM];
        long rolling = 0;
        int count = 0;
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < length && "nrt".indexOf(text.charAt(i + 1)) >= 0) {
                i++;
                continue;
            }
            char normal = normal(c);
            if (normal == 0) {
                continue;
            }
            int slot = count % GRAM;
            rolling = rolling * base + normal;
            if (count >= GRAM) {
                rolling -= baseToGram * ring[slot];
            }
            ring[slot] = normal;
            count++;
            if (count >= GRAM) {
                found.at(nonZero(mix(rolling ^ seed)), i + 1);
            }
        }
    }

    private static char normal(char c) {
        if (c < 128) {
            return Ascii.alphanumeric(c) ? Ascii.lower(c) : 0;
        }
        return Character.isLetterOrDigit(c) ? Character.toLowerCase(c) : 0;
    }

    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    private static long nonZero(long hash) {
        return hash == 0 ? 1 : hash;
    }
}
