package dev.pathwarden.policies.text;

/** Character classes of ASCII. Every other character belongs to none of them, so that bytes can be scanned as ISO 8859-1. */
public final class Ascii {

    private static final int DIGIT = 1;
    private static final int LETTER = 2;
    private static final int WORD = 4;
    private static final byte[] CLASSES = classes();

    private Ascii() {
    }

    private static byte[] classes() {
        byte[] classes = new byte[128];
        for (char c = 0; c < classes.length; c++) {
            boolean digit = c >= '0' && c <= '9';
            boolean upper = c >= 'A' && c <= 'Z';
            boolean letter = c >= 'a' && c <= 'z' || upper;
            classes[c] = (byte) ((digit ? DIGIT : 0) | (letter ? LETTER : 0) | (digit || letter || c == '_' ? WORD : 0));
        }
        return classes;
    }

    private static boolean is(char c, int oneOf) {
        return c < 128 && (CLASSES[c] & oneOf) != 0;
    }

    public static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }

    public static boolean upper(char c) {
        return c >= 'A' && c <= 'Z';
    }

    public static boolean letter(char c) {
        return is(c, LETTER);
    }

    public static boolean alphanumeric(char c) {
        return is(c, DIGIT | LETTER);
    }

    /** Whether the character could go on with a word, a number or an identifier. */
    public static boolean word(char c) {
        return is(c, WORD);
    }

    /** Whether a word goes on at that place: the character before belongs to one, and is not the letter of an escape such as {@code \\n}. */
    public static boolean wordBefore(CharSequence text, int index) {
        if (index <= 0 || !word(text.charAt(index - 1))) {
            return false;
        }
        char c = text.charAt(index - 1);
        return !(c == 'n' || c == 't' || c == 'r') || at(text, index - 2) != '\\';
    }

    /** Whether a dash or dot at that place ties a value to a letter or digit in that direction, as in {@code 1-123-45-6789} or {@code 192.168.1.1}. */
    public static boolean glued(CharSequence text, int index, int step) {
        char c = at(text, index);
        return (c == '-' || c == '.') && alphanumeric(at(text, index + step));
    }

    /** How many digits stand together at that place; counts no more than the given number. */
    public static int digits(CharSequence text, int from, int most) {
        int limit = Math.min(text.length(), from + most);
        int i = from;
        while (i < limit && digit(text.charAt(i))) {
            i++;
        }
        return i - from;
    }

    /** Value of a hex digit, -1 for any other character. */
    public static int hex(char c) {
        if (digit(c)) {
            return c - '0';
        }
        if (c >= 'a' && c <= 'f') {
            return c - 'a' + 10;
        }
        return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
    }

    public static char lower(char c) {
        return upper(c) ? (char) (c + 32) : c;
    }

    /** The character at that place, or a space outside of the text. */
    public static char at(CharSequence text, int index) {
        return index < 0 || index >= text.length() ? ' ' : text.charAt(index);
    }

    /** Whether the text holds the given one at that place, letter case aside. */
    public static boolean regionMatchesIgnoringCase(CharSequence text, int at, String lowerCase) {
        if (at < 0 || at + lowerCase.length() > text.length()) {
            return false;
        }
        for (int i = 0; i < lowerCase.length(); i++) {
            if (lower(text.charAt(at + i)) != lowerCase.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the text holds the given one at that place. */
    public static boolean startsWith(CharSequence text, int at, String prefix) {
        if (at < 0 || at + prefix.length() > text.length()) {
            return false;
        }
        for (int i = 0; i < prefix.length(); i++) {
            if (text.charAt(at + i) != prefix.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
