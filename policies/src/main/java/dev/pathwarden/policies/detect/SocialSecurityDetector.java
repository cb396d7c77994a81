package dev.pathwarden.policies.detect;

import dev.pathwarden.policies.text.Ascii;

/**
 * Social security numbers of the United States, {@code AAA-GG-SSSS}, in the ranges that are issued.
 *
 * <p>With dashes they are found wherever they stand; with spaces, and as nine bare digits, a word such as {@code ssn} must stand shortly before, because columns of numbers look the same.
 */
final class SocialSecurityDetector implements NumberDetector {

    private static final int LENGTH = 11;
    private static final int BARE = 9;
    private static final Nearby NUMBER = new Nearby("ssn*|social*");
    private static final Nearby BARE_NUMBER = new Nearby("ssn*|social security*|socialsecurity*|social sec*");

    @Override
    public String label() {
        return "pii.us-ssn";
    }

    @Override
    public String what() {
        return "United States, social security number";
    }

    @Override
    public String how() {
        return "ranges that are issued; without dashes only near a word such as `ssn`";
    }

    @Override
    public int digits() {
        return 1 << 3 | 1 << BARE;
    }

    @Override
    public boolean canFollow(int digits, Following following) {
        return digits == BARE ? following.endsDigits() : following == Following.SPACE_DIGIT || following == Following.DASH_DIGIT;
    }

    @Override
    public int end(CharSequence text, int start) {
        if (Ascii.wordBefore(text, start) || Ascii.glued(text, start - 1, -1)) {
            return -1;
        }
        char separator = Ascii.at(text, start + 3);
        boolean bare = Ascii.digit(separator);
        int end = start + (bare ? BARE : LENGTH);
        if (end > text.length() || Ascii.word(Ascii.at(text, end)) || Ascii.glued(text, end, 1)) {
            return -1;
        }
        if (bare) {
            return issued(text, start, 0) && BARE_NUMBER.before(text, start) ? end : -1;
        }
        if (separator != '-' && separator != ' ' || text.charAt(start + 6) != separator) {
            return -1;
        }
        return issued(text, start, 1) && (separator == '-' || NUMBER.before(text, start)) ? end : -1;
    }

    private static boolean issued(CharSequence text, int start, int gap) {
        int area = number(text, start, 3);
        int group = number(text, start + 3 + gap, 2);
        int serial = number(text, start + 5 + 2 * gap, 4);
        return area > 0 && area != 666 && area < 900 && group > 0 && serial > 0;
    }

    private static int number(CharSequence text, int from, int count) {
        int value = 0;
        for (int i = from; i < from + count; i++) {
            if (!Ascii.digit(text.charAt(i))) {
                return -1;
            }
            value = value * 10 + text.charAt(i) - '0';
        }
        return value;
    }
}
