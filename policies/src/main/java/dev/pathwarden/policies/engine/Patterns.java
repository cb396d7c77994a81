package dev.pathwarden.policies.engine;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Compiles RE2 patterns of a bounded size. RE2 matches in time proportional to text and program; nested repeats are how a short pattern
 * becomes a huge program, so the size is estimated before anything is compiled.
 */
public final class Patterns {

    /** Largest program, in RE2 instructions as {@link #estimate} counts them. */
    public static final int MAX_SIZE = 2_000;

    private Patterns() {
    }

    /**
     * Compiles a pattern.
     *
     * @throws PatternSyntaxException if it is no RE2 pattern, or one whose program would be too large
     */
    public static Pattern compile(String pattern) {
        if (estimate(pattern) > MAX_SIZE) {
            throw new PatternSyntaxException("its repeats multiply to more than " + MAX_SIZE + " instructions", pattern.length() > 60 ? pattern.substring(0, 59) + "…" : pattern);
        }
        return Pattern.compile(pattern);
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
