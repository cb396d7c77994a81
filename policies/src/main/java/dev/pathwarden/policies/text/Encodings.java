package dev.pathwarden.policies.text;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Finds the stretches of a text that stand for another text, and decodes them, one level deep: base64 in either alphabet, hex digits, and words with URL escapes, escapes of JSON and of programs, or character references
 * of HTML.
 *
 * <p>Linear in the text: stretches do not overlap, and a run of letters that decodes to no text is given up after its first few bytes, for which nothing is made. Of two encodings inside of each other only the outer one is
 * taken off.
 */
public final class Encodings {

    /** Fewest characters of base64 or hex digits that are decoded. */
    static final int LEAST = 16;

    private static final int TRIED_BYTES = 9;
    private static final int LEAST_LINE = 60;
    private static final int MOST_LINE = 80;
    private static final int BEFORE_ESCAPE = 256;
    private static final int LONGEST_WORD = 1 << 16;
    /** Stands for no character. */
    private static final int NONE = Character.MAX_VALUE;
    private static final byte OTHER = 0;
    private static final byte IN_RUN = 1;
    private static final byte ESCAPE = 2;
    private static final byte[] KINDS = kinds();

    private Encodings() {
    }

    /** Receives what a stretch decodes to. */
    @FunctionalInterface
    public interface Decoded {
        /**
         * @param text what the stretch stands for; bytes above 127 as ISO 8859-1
         * @param places where each of its characters stands, and where the last one ends; null where only the stretch as a whole can be named
         * @param from where the stretch begins
         * @param to where it ends
         */
        void at(CharSequence text, int[] places, int from, int to);
    }

    /** Hands over what is encoded in the text. Most texts hold nothing of the kind, which is known after looking at every third character or so. */
    public static void scan(CharSequence text, Decoded found) {
        if (text instanceof String whole && isPlain(whole)) {
            return;
        }
        int length = text.length();
        int run = 0;
        int line = 0;
        int done = 0;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            byte kind = c < 128 ? KINDS[c] : OTHER;
            if (kind == IN_RUN) {
                continue;
            }
            int next = i - line >= LEAST_LINE ? nextLine(text, i, line) : i;
            if (next > i) {
                line = next;
                i = next - 1;
                continue;
            }
            if (i - run >= LEAST) {
                run(text, run, i, found);
            }
            run = i + 1;
            line = run;
            if (kind == ESCAPE && i >= done && escaped(text, i) < 128) {
                done = word(text, i, done, found);
            }
        }
        if (length - run >= LEAST) {
            run(text, run, length, found);
        }
    }

    /**
     * Whether there is neither an escape nor a run of {@link #LEAST} characters of base64. Of each stretch in which such a run could begin its last character is looked at first: where that is none of them the whole
     * stretch is passed over.
     */
    private static boolean isPlain(String text) {
        if (text.indexOf('%') >= 0 || text.indexOf('\\') >= 0 || text.indexOf('&') >= 0) {
            return false;
        }
        int length = text.length();
        int run = 0;
        while (run + LEAST <= length) {
            int last = run + LEAST - 1;
            int i = last;
            while (i >= run && inRun(text.charAt(i))) {
                i--;
            }
            if (i < run) {
                return false;
            }
            run = i + 1;
        }
        return true;
    }

    private static boolean inRun(char c) {
        return c < 128 && KINDS[c] == IN_RUN;
    }

    /** Where the next line of base64 begins, where the line that ends there is as long as such lines are; else the same place. */
    private static int nextLine(CharSequence text, int end, int line) {
        if (end - line > MOST_LINE || (end - line) % 4 != 0) {
            return end;
        }
        char c = text.charAt(end);
        if (c == '\n') {
            return end + 1;
        }
        if (c == '\r' && Ascii.at(text, end + 1) == '\n') {
            return end + 2;
        }
        return Ascii.startsWith(text, end, "\\n") ? end + 2 : end;
    }

    private static void run(CharSequence text, int start, int end, Decoded found) {
        int from = start + (Ascii.at(text, start - 1) == '\\' && "nrt".indexOf(text.charAt(start)) >= 0 ? 1 : 0);
        int to = end;
        while (to - end < 2 && Ascii.at(text, to) == '=') {
            to++;
        }
        boolean hex = isHex(text, from, Math.min(end, from + TRIED_BYTES * 2));
        if (hex && decode(text, from, Math.min(end, from + TRIED_BYTES * 2), true, null) && isHex(text, from, end)) {
            hand(text, from, end, true, to, found);
        } else if (decode(text, from, Math.min(end, from + TRIED_BYTES / 3 * 4), false, null)) {
            hand(text, from, end, false, to, found);
        }
    }

    private static boolean isHex(CharSequence text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (Ascii.hex(text.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    private static void hand(CharSequence text, int from, int end, boolean hex, int to, Decoded found) {
        byte[] bytes = new byte[(end - from) * (hex ? 4 : 6) / 8];
        if (decode(text, from, end, hex, bytes)) {
            found.at(new String(bytes, StandardCharsets.ISO_8859_1).stripTrailing(), null, from, to);
        }
    }

    /**
     * Decodes as long as what comes out is text.
     *
     * @param bytes what it is written to; null where it is only tried, and then all of it has to be ASCII
     * @return whether all of it is text
     */
    private static boolean decode(CharSequence text, int from, int to, boolean hex, byte[] bytes) {
        int value = 0;
        int bits = 0;
        int count = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            int digit = hex ? Ascii.hex(c) : Base64Text.value(c);
            if (digit < 0 || c == 'n' && Ascii.at(text, i - 1) == '\\') {
                continue;
            }
            value = (value << (hex ? 4 : 6) | digit) & 0xFFFF;
            bits += hex ? 4 : 6;
            if (bits < 8) {
                continue;
            }
            bits -= 8;
            int b = value >>> bits & 0xFF;
            if (b < ' ' && b != '\n' && b != '\r' && b != '\t' || b == 0x7F || bytes == null && b > 0x7F) {
                return false;
            }
            if (bytes != null) {
                bytes[count++] = (byte) b;
            }
        }
        if (bytes != null) {
            Arrays.fill(bytes, count, bytes.length, (byte) ' ');
        }
        return true;
    }

    /** Decodes the word around an escape; returns where it ends. */
    private static int word(CharSequence text, int at, int done, Decoded found) {
        int from = at;
        while (from > done && at - from < BEFORE_ESCAPE && inWord(text.charAt(from - 1))) {
            from--;
        }
        int limit = Math.min(text.length(), at + LONGEST_WORD);
        StringBuilder decoded = new StringBuilder();
        int[] places = new int[64];
        int i = from;
        while (i < limit && inWord(text.charAt(i))) {
            if (decoded.length() + 1 == places.length) {
                places = Arrays.copyOf(places, places.length * 2);
            }
            places[decoded.length()] = i;
            int escaped = KINDS[text.charAt(i) & 127] == ESCAPE ? escaped(text, i) : NONE;
            decoded.append(escaped == NONE ? text.charAt(i) : (char) escaped);
            i += escaped == NONE ? 1 : length(text, i);
        }
        places[decoded.length()] = i;
        found.at(decoded, places, from, i);
        return i;
    }

    private static boolean inWord(char c) {
        return c > ' ' && c != '"' && c != '\'' && c != '<' && c != '>' && c != '`';
    }

    /** The character that is escaped there; {@link #NONE} where none is. */
    private static int escaped(CharSequence text, int at) {
        char c = text.charAt(at);
        if (c == '%') {
            return hex(text, at + 1, 2);
        }
        if (c == '\\') {
            char kind = Ascii.at(text, at + 1);
            return kind == 'u' ? hex(text, at + 2, 4) : kind == 'x' ? hex(text, at + 2, 2) : NONE;
        }
        if (c != '&' || Ascii.at(text, at + 1) != '#') {
            return NONE;
        }
        boolean hexadecimal = Ascii.lower(Ascii.at(text, at + 2)) == 'x';
        int value = 0;
        int from = at + (hexadecimal ? 3 : 2);
        int i = from;
        for (; i - from < 5 && Ascii.hex(Ascii.at(text, i)) >= 0 && (hexadecimal || Ascii.digit(text.charAt(i))); i++) {
            value = value * (hexadecimal ? 16 : 10) + Ascii.hex(text.charAt(i));
        }
        return i > from && Ascii.at(text, i) == ';' && value < NONE ? value : NONE;
    }

    /** How many characters the escape there has. */
    private static int length(CharSequence text, int at) {
        char c = text.charAt(at);
        if (c == '%') {
            return 3;
        }
        if (c == '\\') {
            return Ascii.at(text, at + 1) == 'u' ? 6 : 4;
        }
        int i = at;
        while (text.charAt(i) != ';') {
            i++;
        }
        return i + 1 - at;
    }

    private static int hex(CharSequence text, int from, int count) {
        int value = 0;
        for (int i = from; i < from + count; i++) {
            int digit = Ascii.hex(Ascii.at(text, i));
            if (digit < 0) {
                return NONE;
            }
            value = value << 4 | digit;
        }
        return value;
    }

    private static byte[] kinds() {
        byte[] kinds = new byte[128];
        for (char c = 0; c < kinds.length; c++) {
            kinds[c] = Base64Text.value(c) >= 0 ? IN_RUN : OTHER;
        }
        kinds['%'] = ESCAPE;
        kinds['\\'] = ESCAPE;
        kinds['&'] = ESCAPE;
        return kinds;
    }
}
