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

    private final Fingerprints fingerprints;
    private final CharSequence text;
    /** The letters and digits of the last stretch, and behind them those of the next ones. */
    private final char[] normal = new char[Fingerprints.GRAM + BATCH];
    private int missing = Fingerprints.GRAM - 1;
    private long rolling;
    private int at;

    Stretches(Fingerprints fingerprints, CharSequence text) {
        this.fingerprints = fingerprints;
        this.text = text;
    }

    /**
     * Goes on to the next stretches.
     *
     * @param hashes receives their hashes; has room for {@link #BATCH}
     * @param ends receives the offsets behind their last characters in the text; null where nobody asks
     * @return how many; 0 only where there are no more
     */
    int next(long[] hashes, int[] ends) {
        int count;
        do {
            count = roll(normalize(ends), hashes, ends);
        } while (count == 0 && at < text.length());
        return count;
    }

    /** Takes the next letters and digits, without a branch for each of them: where a word ends is what a processor guesses wrong. Returns how many. */
    private int normalize(int[] ends) {
        int length = text.length();
        int count = 0;
        int i = at;
        while (i < length && count < BATCH) {
            char c = text.charAt(i++);
            int letter = c < 128 ? NORMAL[c] : Character.isLetterOrDigit(c) ? Character.toLowerCase(c) : 0;
            normal[Fingerprints.GRAM + count] = (char) letter;
            if (ends != null) {
                ends[count] = i;
            }
            count += letter + Character.MAX_VALUE >>> Character.SIZE;
            if (c == '\\' && isEscape(i)) {
                i++;
            }
        }
        at = i;
        return count;
    }

    private int roll(int fresh, long[] hashes, int[] ends) {
        int unfinished = Math.min(missing, fresh);
        long sum = rolling;
        for (int i = 0; i < fresh; i++) {
            sum = fingerprints.roll(sum, normal[i + Fingerprints.GRAM], normal[i]);
            hashes[i] = fingerprints.finish(sum);
        }
        rolling = sum;
        missing -= unfinished;
        System.arraycopy(normal, fresh, normal, 0, Fingerprints.GRAM);
        if (unfinished > 0) {
            System.arraycopy(hashes, unfinished, hashes, 0, fresh - unfinished);
            if (ends != null) {
                System.arraycopy(ends, unfinished, ends, 0, fresh - unfinished);
            }
        }
        return fresh - unfinished;
    }

    private boolean isEscape(int index) {
        char c = index < text.length() ? text.charAt(index) : ' ';
        return c == 'n' || c == 'r' || c == 't';
    }
}
