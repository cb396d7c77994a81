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

    private final Fingerprints fingerprints;
    private final CharSequence text;
    private final int length;
    private final char[] ring = new char[Fingerprints.GRAM];
    private int slot;
    private int missing = Fingerprints.GRAM;
    private long rolling;
    private int at;

    Stretches(Fingerprints fingerprints, CharSequence text) {
        this.fingerprints = fingerprints;
        this.text = text;
        this.length = text.length();
    }

    /** Goes on to the next stretch; false where there is none. */
    boolean next() {
        while (at < length) {
            char c = text.charAt(at++);
            if (c == '\\' && isEscape()) {
                at++;
                continue;
            }
            char normal = c < 128 ? NORMAL[c] : Character.isLetterOrDigit(c) ? Character.toLowerCase(c) : 0;
            if (normal == 0) {
                continue;
            }
            rolling = fingerprints.roll(rolling, normal, ring[slot]);
            ring[slot] = normal;
            slot = slot + 1 == Fingerprints.GRAM ? 0 : slot + 1;
            if (missing > 1) {
                missing--;
            } else {
                return true;
            }
        }
        return false;
    }

    /** Hash of the stretch. */
    long hash() {
        return fingerprints.finish(rolling);
    }

    /** Offset behind the last character of the stretch. */
    int end() {
        return at;
    }

    private boolean isEscape() {
        char c = at < length ? text.charAt(at) : ' ';
        return c == 'n' || c == 'r' || c == 't';
    }
}
