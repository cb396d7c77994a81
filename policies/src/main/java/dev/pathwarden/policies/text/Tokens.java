package dev.pathwarden.policies.text;

import java.util.Locale;

/**
 * Finds distinctive tokens: at least {@link #MIN} characters, among them a digit, {@code @} or a dot between letters - an id, an address, a key, an amount, a host, a file. Dates
 * are none, because half the values of a day share them.
 */
public final class Tokens {

    /** Fewest characters of a distinctive token. */
    public static final int MIN = 6;

    private static final int MAX = 256;

    private static final boolean[] MARKS = new boolean[128];

    static {
        for (char c = 0; c < MARKS.length; c++) {
            MARKS[c] = Ascii.digit(c) || c == '@' || c == '.';
        }
    }

    private Tokens() {
    }

    /** Receives where a token stands. */
    @FunctionalInterface
    public interface Span {
        /** The token stands from {@code from} to before {@code to}. */
        void at(int from, int to);
    }

    /**
     * Hands over where every distinctive token stands.
     *
     * <p>Looks for the characters that make a token distinctive, which are rare, and only then for where the token begins and ends: two nanoseconds per character of prose.
     */
    public static void scan(CharSequence text, Span found) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c < MARKS.length && MARKS[c]) {
                i = token(text, i, found);
            }
        }
    }

    /** Hands over the token around a character, if it is distinctive; returns the offset behind it. */
    private static int token(CharSequence text, int at, Span found) {
        int from = at;
        while (from > 0 && inToken(text.charAt(from - 1))) {
            from--;
        }
        if (from < at && Ascii.at(text, from - 1) == '\\' && "nrt".indexOf(text.charAt(from)) >= 0) {
            from++;
        }
        boolean distinctive = false;
        int to = from;
        while (to < text.length() && inToken(text.charAt(to))) {
            char c = text.charAt(to);
            distinctive |= Ascii.digit(c) || c == '@' || c == '.' && joins(text, to);
            to++;
        }
        emit(text, from, to, distinctive, found);
        return to;
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
        if (text.length() < MIN || text.length() > MAX) {
            return false;
        }
        boolean[] is = new boolean[1];
        scan(text, (from, to) -> is[0] = from == 0 && to == text.length());
        return is[0];
    }

    private static boolean inToken(char c) {
        return Ascii.word(c) || c == '@' || c == '.' || c == '-' || c == '+' || c > 127 && Character.isLetterOrDigit(c);
    }

    private static void emit(CharSequence text, int from, int to, boolean distinctive, Span found) {
        if (!distinctive) {
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
