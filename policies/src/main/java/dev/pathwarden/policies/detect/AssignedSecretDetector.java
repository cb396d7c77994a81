package dev.pathwarden.policies.detect;

import dev.pathwarden.policies.text.Ascii;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Values that are given to a name which says that they are secret, such as {@code password = "..."} or {@code "api_key": "..."}, found at the equals sign or colon.
 *
 * <p>Passed over: values without both letters and digits - in quotes a sign will do for a digit -, calls and names of a program, paths and URLs, places to be filled in, and anything with white space.
 */
final class AssignedSecretDetector implements Detector {

    private static final String[] PLACEHOLDERS = {"example", "changeme", "placeholder", "your", "xxxx", "****", "todo", "redacted"};
    private static final String ENDS_BARE = "\"',;&|`\\";
    private static final String OF_A_PROGRAM = "(){}[]<>$";
    private static final int LONGEST = 256;

    private final String label;
    private final String what;
    private final String[] names;
    private final int least;
    private final int different;

    /**
     * @param what what such a value is, for people
     * @param names what the names end in, in small letters without anything between words
     * @param least fewest characters of a value
     * @param different how many different ones among them
     */
    AssignedSecretDetector(String label, String what, int least, int different, String... names) {
        this.label = label;
        this.what = what;
        this.least = least;
        this.different = different;
        this.names = names;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public String what() {
        return what;
    }

    @Override
    public String how() {
        return "given to a name that ends in " + Arrays.stream(names).map(name -> '`' + name + '`').collect(Collectors.joining(", ")) + "; " + least
                + " characters or more, letters and digits, " + different + " different ones";
    }

    @Override
    public int end(CharSequence text, int sign) {
        if (!isNamed(text, sign)) {
            return -1;
        }
        int from = start(text, sign);
        if (from < 0) {
            return -1;
        }
        char quote = Ascii.at(text, from - 1);
        boolean quoted = quote == '"' || quote == '\'' || quote == '`';
        int end = valueEnd(text, from, quoted ? quote : 0);
        return end - from >= least && isSecret(text, from, end, quoted) ? end : -1;
    }

    @Override
    public int start(CharSequence text, int sign) {
        int i = sign + 1;
        if (Ascii.at(text, sign) == '=' && (Ascii.at(text, i) == '=' || "=!<>:".indexOf(Ascii.at(text, sign - 1)) >= 0)) {
            return -1;
        }
        i += Ascii.at(text, i) == '>' || Ascii.at(text, i) == '=' ? 1 : 0;
        for (int spaces = 0; spaces < 2 && i < text.length() && text.charAt(i) == ' '; spaces++) {
            i++;
        }
        i += Ascii.at(text, i) == '\\' && Ascii.at(text, i + 1) == '"' ? 1 : 0;
        char quote = Ascii.at(text, i);
        return quote == '"' || quote == '\'' || quote == '`' ? i + 1 : i;
    }

    /** Whether the name before a sign can be one of those that any of these detectors looks for, by its last two letters: of password, passphrase, secret, key or token. */
    static boolean mayBeNamed(CharSequence text, int sign) {
        int last = lastOfName(text, sign);
        char before = Ascii.lower(Ascii.at(text, last - 1));
        return switch (Ascii.lower(Ascii.at(text, last))) {
            case 'd' -> before == 'r' || before == 'w';
            case 'e' -> before == 's';
            case 't' -> before == 'e' || before == 'r';
            case 'y', 'n' -> before == 'e';
            default -> false;
        };
    }

    private static int lastOfName(CharSequence text, int sign) {
        int i = sign - 1;
        for (int skipped = 0; skipped < 4 && i >= 0 && endsName(text.charAt(i)); skipped++) {
            i--;
        }
        return i;
    }

    private static boolean endsName(char c) {
        return c == '"' || c == ' ' || c == '\'' || c == '\\' || c == '`' || c == ']';
    }

    private boolean isNamed(CharSequence text, int sign) {
        int i = lastOfName(text, sign);
        for (String name : names) {
            if (endsIn(text, i, name)) {
                return true;
            }
        }
        return false;
    }

    private static boolean endsIn(CharSequence text, int last, String name) {
        int at = last;
        for (int i = name.length() - 1; i >= 0; i--) {
            if ((Ascii.at(text, at) == '_' || Ascii.at(text, at) == '-' || Ascii.at(text, at) == '.') && i < name.length() - 1) {
                at--;
            }
            if (at < 0 || Ascii.lower(text.charAt(at)) != name.charAt(i)) {
                return false;
            }
            at--;
        }
        return true;
    }

    private static int valueEnd(CharSequence text, int from, char quote) {
        int limit = Math.min(text.length(), from + LONGEST);
        for (int i = from; i < limit; i++) {
            char c = text.charAt(i);
            if (quote != 0 ? c == quote || c == '\\' : c <= ' ' || ENDS_BARE.indexOf(c) >= 0) {
                return i;
            }
            if (c <= ' ' || OF_A_PROGRAM.indexOf(c) >= 0 && (quote == 0 || i == from)) {
                return -1;
            }
        }
        return limit == text.length() && quote == 0 ? limit : -1;
    }

    private boolean isSecret(CharSequence text, int from, int to, boolean quoted) {
        long low = 0;
        long high = 0;
        boolean letter = false;
        boolean digit = false;
        boolean sign = false;
        boolean capital = false;
        boolean name = true;
        int slashes = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            low |= c < 64 ? 1L << c : 0;
            high |= c >= 64 ? 1L << c : 0;
            letter |= Ascii.letter(c);
            capital |= Ascii.upper(c);
            slashes += c == '/' ? 1 : 0;
            name &= Ascii.word(c) || c == '.';
            digit |= Ascii.digit(c);
            sign |= c > ' ' && c < 127 && !Ascii.word(c) && c != '-' && c != '.' && c != '/' && c != ':';
        }
        boolean reference = !quoted && name && Ascii.letter(text.charAt(from)) && contains(text, from, to, ".") || slashes > 1 && !capital || contains(text, from, to, "://");
        return !reference && letter && (digit || quoted && sign) && Long.bitCount(low) + Long.bitCount(high) >= different && !isPlaceholder(text.subSequence(from, to).toString().toLowerCase(Locale.ROOT));
    }

    private static boolean contains(CharSequence text, int from, int to, String piece) {
        for (int i = from; i + piece.length() <= to; i++) {
            if (Ascii.startsWith(text, i, piece)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isPlaceholder(String value) {
        for (String placeholder : PLACEHOLDERS) {
            if (value.contains(placeholder)) {
                return true;
            }
        }
        return false;
    }
}
