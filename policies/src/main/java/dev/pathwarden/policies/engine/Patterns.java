package dev.pathwarden.policies.engine;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Compiles RE2 patterns of a bounded size. RE2 matches in time proportional to text and program; nested repeats are how a short pattern
 * becomes a huge program, so the size is estimated before anything is compiled.
 *
 * <p>RE2/J goes from a character to its other cases until it is back at the first. From U+1C80 to U+1C88 it never gets back, because its tables are older than those of Java (google/re2j, issue 168), so a pattern that ignores
 * case may hold none of them, in a range neither. Text that is matched may.
 */
public final class Patterns {

    /** Largest program, in RE2 instructions as {@link #estimate} counts them. */
    public static final int MAX_SIZE = 2_000;

    private static final Pattern IGNORES_CASE = Pattern.compile("\\(\\?[a-zA-Z]*i");
    private static final int FIRST_ENDLESS = 0x1C80;
    private static final int LAST_ENDLESS = 0x1C88;
    private static final int HEX = 16;
    private static final int OCTAL = 8;
    private static final int MOST_DIGITS = 6;

    private Patterns() {
    }

    /**
     * Compiles a pattern.
     *
     * @throws PatternSyntaxException if it is no RE2 pattern, or one whose program would be too large, or that never would be compiled
     */
    public static Pattern compile(String pattern) {
        if (estimate(pattern) > MAX_SIZE) {
            throw new PatternSyntaxException("its repeats multiply to more than " + MAX_SIZE + " instructions", shortened(pattern));
        }
        if (IGNORES_CASE.matcher(pattern).find() && isEndless(pattern)) {
            throw new PatternSyntaxException("where case is ignored it cannot hold the characters U+1C80 to U+1C88, nor a range over them", shortened(pattern));
        }
        return Pattern.compile(pattern);
    }

    private static String shortened(String pattern) {
        return pattern.length() > 60 ? pattern.substring(0, 59) + "…" : pattern;
    }

    /** Whether one of the characters stands in it, in clear or escaped, or between two with a hyphen. Whether that is a class is not asked: a pattern too many is refused rather than one too few. */
    private static boolean isEndless(String pattern) {
        int from = -1;
        int last = -1;
        for (Token token = Token.at(pattern, 0); token != null; token = Token.at(pattern, token.next())) {
            if (token.character() >= FIRST_ENDLESS && token.character() <= LAST_ENDLESS || from >= 0 && from <= LAST_ENDLESS && token.character() >= FIRST_ENDLESS) {
                return true;
            }
            from = token.character() == '-' ? last : -1;
            last = token.character();
        }
        return false;
    }

    /**
     * A character of a pattern, as it stands there or escaped.
     *
     * @param next where the next one begins
     */
    private record Token(int character, int next) {

        /** The one that begins there; null at the end. */
        static Token at(String pattern, int at) {
            if (at >= pattern.length()) {
                return null;
            }
            if (pattern.charAt(at) != '\\' || at + 1 == pattern.length()) {
                return plain(pattern, at);
            }
            char escaped = pattern.charAt(at + 1);
            if (escaped == 'x') {
                boolean braces = at + 2 < pattern.length() && pattern.charAt(at + 2) == '{';
                int end = braces ? pattern.indexOf('}', at) : at + 4;
                int value = end > pattern.length() || end < 0 ? -1 : number(pattern.substring(braces ? at + 3 : at + 2, end), HEX);
                return value < 0 ? new Token('x', at + 2) : new Token(value, braces ? end + 1 : end);
            }
            int end = at + 1;
            while (end < pattern.length() && end < at + 4 && Character.digit(pattern.charAt(end), OCTAL) >= 0) {
                end++;
            }
            return end > at + 1 ? new Token(number(pattern.substring(at + 1, end), OCTAL), end) : plain(pattern, at + 1);
        }

        private static Token plain(String pattern, int at) {
            int character = pattern.codePointAt(at);
            return new Token(character, at + Character.charCount(character));
        }

        /** Minus one for a text that is no such number, or too long for one. */
        private static int number(String digits, int radix) {
            String significant = digits.replaceFirst("^0+(?=.)", "");
            if (significant.isEmpty() || significant.length() > MOST_DIGITS || !significant.chars().allMatch(digit -> Character.digit(digit, radix) >= 0)) {
                return -1;
            }
            return Integer.parseInt(significant, radix);
        }
    }

    /** About how many instructions a pattern compiles to; for text that is no pattern, any number. */
    static long estimate(String pattern) {
        Deque<Long> outer = new ArrayDeque<>();
        long total = 0;
        long last = 0;
        int i = 0;
        while (i < pattern.length()) {
            char c = pattern.charAt(i);
            int next = i + 1;
            if (c == '(') {
                outer.push(total + last);
                total = 0;
                last = 0;
            } else if (c == ')' && !outer.isEmpty()) {
                last = total + last + 2;
                total = outer.pop();
            } else if (c == '{' && repeat(pattern, i) > 0) {
                last = Math.min(Integer.MAX_VALUE, (last + 1) * repeat(pattern, i));
                next = pattern.indexOf('}', i) + 1;
            } else {
                total = Math.min(Integer.MAX_VALUE, total + last);
                last = 1;
                next = c == '\\' ? i + 2 : c == '[' ? endOfClass(pattern, i) : i + 1;
            }
            i = next;
        }
        while (!outer.isEmpty()) {
            total += outer.pop();
        }
        return total + last;
    }

    /** The larger number in the braces at that place; 0 where they hold none. */
    private static long repeat(String pattern, int open) {
        int end = pattern.indexOf('}', open);
        if (end < 0 || end - open > 12) {
            return 0;
        }
        long most = 0;
        for (String number : pattern.substring(open + 1, end).split(",")) {
            if (!number.isEmpty() && number.chars().allMatch(digit -> digit >= '0' && digit <= '9')) {
                most = Math.max(most, Long.parseLong(number));
            }
        }
        return most;
    }

    private static int endOfClass(String pattern, int open) {
        int i = open + 1;
        if (i < pattern.length() && pattern.charAt(i) == '^') {
            i++;
        }
        if (i < pattern.length() && pattern.charAt(i) == ']') {
            i++;
        }
        while (i < pattern.length() && pattern.charAt(i) != ']') {
            i += pattern.charAt(i) == '\\' ? 2 : 1;
        }
        return i + 1;
    }
}
