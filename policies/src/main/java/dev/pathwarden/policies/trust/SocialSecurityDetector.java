package dev.pathwarden.policies.trust;

/**
 * Social security numbers of the United States, {@code AAA-GG-SSSS}, in the ranges that are issued.
 *
 * <p>Separators are required; with spaces, the words {@code ssn} or {@code social} must stand shortly before, because columns of numbers
 * look the same.
 */
final class SocialSecurityDetector implements Detector {

    private static final int LENGTH = 11;
    private static final int CONTEXT = 40;

    @Override
    public String label() {
        return "pii.us-ssn";
    }

    @Override
    public int end(CharSequence text, int start) {
        if (start + LENGTH > text.length() || Ascii.wordBefore(text, start) || glued(text, start - 1, -1) || Ascii.word(Ascii.at(text, start + LENGTH)) || glued(text, start + LENGTH, 1)) {
            return -1;
        }
        char separator = text.charAt(start + 3);
        if (separator != '-' && separator != ' ' || text.charAt(start + 6) != separator) {
            return -1;
        }
        int area = number(text, start, 3);
        int group = number(text, start + 4, 2);
        int serial = number(text, start + 7, 4);
        boolean issued = area > 0 && area != 666 && area < 900 && group > 0 && serial > 0;
        return issued && (separator == '-' || named(text, start)) ? start + LENGTH : -1;
    }

    private static boolean glued(CharSequence text, int index, int step) {
        char c = Ascii.at(text, index);
        return (c == '-' || c == '.') && Ascii.alphanumeric(Ascii.at(text, index + step));
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

    private static boolean named(CharSequence text, int start) {
        for (int i = Math.max(0, start - CONTEXT); i < start; i++) {
            if (Ascii.regionMatchesIgnoringCase(text, i, "ssn") || Ascii.regionMatchesIgnoringCase(text, i, "social")) {
                return true;
            }
        }
        return false;
    }
}
