package dev.pathwarden.policies.trust;

import dev.pathwarden.policies.text.Ascii;

/**
 * Goes through the stretches of {@link Fingerprints#GRAM} letters and digits of a text, in order. Letter case, everything between the letters and digits, and the letters of JSON
 * escapes do not count.
 *
 * <p>For one thread. Costs a few nanoseconds per character and one small array per text.
 */
final class Stretches {

    private static final char[] NORMAL = new char[128];

    static {
        for (char c = 0; c < NORMAL.length; c++) {
            NORMAL[c] = Ascii.alphanumeric(c) ? Ascii.lower(c) : 0;
        }
    }

    /** Most stretches that are handed over at once. */
    static final int BATCH = 128;

    /** A power of two that holds a stretch. */
    private static final int RING = 32;

    private final Fingerprints fingerprints;
    private final CharSequence text;
    private final char[] ring = new char[RING];
    private int taken;
    private long rolling;
    private int at;

    Stretches(Fingerprints fingerprints, CharSequence text) {
        this.fingerprints = fingerprints;
        this.text = text;
    }

    /**
     * Goes on to the next stretches.
     *
     * @param hashes receives their hashes, as many as there are or fit
     * @param ends receives the offsets behind their last characters in the text; null where nobody asks
     * @return how many; fewer than fit only at the end of the text
     */
    int next(long[] hashes, int[] ends) {
        int length = text.length();
        int count = 0;
        int i = at;
        int seen = taken;
        long sum = rolling;
        while (i < length && count < hashes.length) {
            char c = text.charAt(i++);
            char normal = c < 128 ? NORMAL[c] : Character.isLetterOrDigit(c) ? Character.toLowerCase(c) : 0;
            if (normal == 0) {
                i += c == '\\' && isEscape(i) ? 1 : 0;
                continue;
            }
            sum = fingerprints.roll(sum, normal, ring[seen - Fingerprints.GRAM & RING - 1]);
            ring[seen & RING - 1] = normal;
            if (++seen >= Fingerprints.GRAM) {
                if (ends != null) {
                    ends[count] = i;
                }
                hashes[count++] = fingerprints.finish(sum);
            }
        }
        at = i;
        taken = seen;
        rolling = sum;
        return count;
    }

    private boolean isEscape(int index) {
        char c = index < text.length() ? text.charAt(index) : ' ';
        return c == 'n' || c == 'r' || c == 't';
    }
}
