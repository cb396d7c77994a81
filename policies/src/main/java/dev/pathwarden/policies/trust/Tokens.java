package dev.pathwarden.policies.trust;

import java.util.Locale;

/**
 * Finds distinctive tokens: at least {@link #MIN} characters, among them a digit, {@code @} or a dot between letters - an id, an address, a key, an amount, a host, a file. Dates
 * are none, because half the values of a day share them.
 */
public final class Tokens {

    /** Fewest characters of a distinctive token. */
    public static final int MIN = 6;

    private static final int MAX = 256;

    private Tokens() {
    }

    /** Receives where a token stands. */
    @FunctionalInterface
    public interface Span {
        /** The token stands from {@code from} to before {@code to}. */
        void at(int from, int to);
    }

    /** Hands over where every distinctive token stands. */
    public static void scan(CharSequence text, Span found) {
        int length = text.length();
        int from = -1;
        boolean distinctive = false;
        for (int i = 0; i <= length; i++) {
            char c = i < length ? text.charAt(i) : ' ';
            if (c == '\\' && i + 1 < length && "nrt".indexOf(text.charAt(i + 1)) >= 0) {
                emit(text, from, i, distinctive, found);
                from = -1;
                distinctive = false;
                i++;
            } else if (inToken(c)) {
                if (from < 0) {
                    from = i;
                }
                distinctive |= c == '@' || Ascii.digit(c) || c == '.' && joins(text, i);
            } else if (from >= 0) {
                emit(text, from, i, distinctive, found);
                from = -1;
                distinctive = false;
            }
        }
    }

    /** Whether a dot joins two names, as in a host or a file, and does not end a sentence. */
    private static boolean joins(CharSequence text, int dot) {
        return lower(text, dot - 2) && lower(text, dot - 1) && lower(text, dot + 1) && lower(text, dot + 2);
    }

    private static boolean lower(CharSequence text, int index) {
        char c = Ascii.at(text, index);
        return Ascii.letter(c) && !Ascii.upper(c);
    }

    /** Whether the text is nothing but one distinctive token. */
    public static boolean isToken(CharSequence text) {
        boolean[] is = new boolean[1];
        scan(text, (from, to) -> is[0] = from == 0 && to == text.length());
        return is[0];
    }

    private static boolean inToken(char c) {
        return Ascii.word(c) || c == '@' || c == '.' || c == '-' || c == '+' || c > 127 && Character.isLetterOrDigit(c);
    }

    private static void emit(CharSequence text, int from, int to, boolean distinctive, Span found) {
        if (from < 0 || !distinctive) {
            return;
        }
        int start = from;
        int end = to;
        while (start < end && punctuation(text.charAt(start))) {
            start++;
        }
        while (end > start && punctuation(text.charAt(end - 1))) {
            end--;
        }
        if (end - start >= MIN && end - start <= MAX && !date(text, start, end)) {
            found.at(start, end);
        }
    }

    private static boolean punctuation(char c) {
        return c == '.' || c == '-' || c == '+' || c == '_';
    }

    /** Digits and dashes or dots in the form of a date: nothing that tells one value from another. */
    private static boolean date(CharSequence text, int from, int to) {
        if (to - from < 8 || to - from > 10) {
            return false;
        }
        int separators = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c == '-' || c == '.') {
                separators++;
            } else if (!Ascii.digit(c)) {
                return false;
            }
        }
        return separators == 2;
    }

    /** The token in the form in which tokens are compared. */
    public static String normal(CharSequence text, int from, int to) {
        return text.subSequence(from, to).toString().toLowerCase(Locale.ROOT);
    }
}
