package dev.pathwarden.policies.trust;

import dev.pathwarden.policies.text.Ascii;
import dev.pathwarden.policies.text.Tokens;
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

    /** A power of two that holds a window. */
    private static final int RING = 16;

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

    /** The hash of a word under this seed, from one that is the same everywhere. */
    long word(long plain) {
        return nonZero(mix(plain ^ seed ^ 0x776F7264L));
    }

    /** Hands over the hashes of the stretches that winnowing keeps: the least of each window, of equal ones the last. */
    public void winnowed(CharSequence text, LongConsumer found) {
        if (text.length() < GRAM) {
            return;
        }
        Stretches stretches = new Stretches(this, text);
        long[] hashes = new long[Stretches.BATCH];
        long[] window = new long[RING];
        int count = 0;
        int least = 0;
        int kept = -1;
        for (int fresh = stretches.next(hashes, null); fresh > 0; fresh = stretches.next(hashes, null)) {
            for (int i = 0; i < fresh; i++) {
                int last = count++;
                long hash = hashes[i];
                window[last & RING - 1] = hash;
                if (last == 0 || hash <= window[least & RING - 1] && least > last - WINDOW) {
                    least = last;
                } else if (least <= last - WINDOW) {
                    least = leastOf(window, last);
                }
                if (last >= WINDOW - 1 && least != kept) {
                    kept = least;
                    found.accept(window[least & RING - 1]);
                }
            }
        }
        if (count > 0 && count < WINDOW) {
            found.accept(window[least & RING - 1]);
        }
    }

    private static int leastOf(long[] window, int last) {
        int least = last;
        for (int i = last - 1; i > last - WINDOW; i--) {
            if (window[i & RING - 1] < window[least & RING - 1]) {
                least = i;
            }
        }
        return least;
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
        if (text.length() < GRAM) {
            return;
        }
        Stretches stretches = new Stretches(this, text);
        long[] hashes = new long[Stretches.BATCH];
        int[] ends = new int[Stretches.BATCH];
        for (int fresh = stretches.next(hashes, ends); fresh > 0; fresh = stretches.next(hashes, ends)) {
            for (int i = 0; i < fresh; i++) {
                found.at(hashes[i], ends[i]);
            }
        }
    }

    /** The rolling sum with one more character, and without the one that falls out of it; 0 for none. */
    long roll(long rolling, char in, char out) {
        return rolling * base + in - baseToGram * out;
    }

    /** Hash of the stretch with that rolling sum. */
    long finish(long rolling) {
        return nonZero(mix(rolling ^ seed));
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
