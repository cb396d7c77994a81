package dev.pathwarden.policies.compiler;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the clauses of a condition stand in its text: cut at {@code ||} and {@code &&} outside of brackets and quotes.
 *
 * <p>cel-java tells where each operator stands, and nowhere where an operand begins and ends; hence this second look at the text.
 */
public final class ClauseText {

    /** How the parts of a text hang together. */
    public enum Kind {
        ALL, ANY, CLAUSE
    }

    /**
     * A cut text.
     *
     * @param kind how the parts hang together
     * @param from offset of the first character
     * @param to offset behind the last character
     * @param parts the parts; empty for a clause
     */
    public record Cut(Kind kind, int from, int to, List<Cut> parts) {
    }

    /** What stands in more brackets than these is one clause: a text of brackets alone would else take all of the stack. */
    private static final int DEEPEST = 100;
    private static final int QUOTED = -1;
    private static final int COMMENT = -2;

    private final String text;
    /** For each character the depth of brackets around it, or a negative number inside of quotes and comments. */
    private final int[] depths;

    private ClauseText(String text) {
        this.text = text;
        this.depths = depths(text);
    }

    /** Cuts a text; takes any. */
    public static Cut cut(String text) {
        return new ClauseText(text).cut(0, text.length(), 0);
    }

    /** The text with blanks in the place of quoted texts and comments, so that what looks like an operator in them is none; all else stays where it is. Takes any. */
    public static String unquoted(String text) {
        int[] depths = depths(text);
        StringBuilder bare = new StringBuilder(text);
        for (int i = 0; i < depths.length; i++) {
            if (depths[i] < 0) {
                bare.setCharAt(i, ' ');
            }
        }
        return bare.toString();
    }

    /** Offset behind the bracket that closes the one at that place; the end of the text where none does. */
    static int endOfBrackets(String text, int open) {
        int[] depths = depths(text);
        for (int i = open + 1; i < text.length(); i++) {
            if (depths[i] == depths[open] && text.charAt(i) == ')') {
                return i + 1;
            }
        }
        return text.length();
    }

    private Cut cut(int start, int end, int level) {
        int from = start;
        int to = end;
        while (from < to && isBlank(from)) {
            from++;
        }
        while (to > from && isBlank(to - 1)) {
            to--;
        }
        if (level < DEEPEST && isWrapped(from, to)) {
            return cut(from + 1, to - 1, level + 1);
        }
        for (int i = from; i < to; i++) {
            if (text.charAt(i) == '?' && depths[i] == level) {
                return new Cut(Kind.CLAUSE, from, to, List.of());
            }
        }
        for (Kind kind : new Kind[] {Kind.ANY, Kind.ALL}) {
            List<Cut> parts = pieces(from, to, level, kind);
            if (parts.size() > 1) {
                return new Cut(kind, from, to, parts);
            }
        }
        return new Cut(Kind.CLAUSE, from, to, List.of());
    }

    private List<Cut> pieces(int from, int to, int level, Kind kind) {
        String operator = kind == Kind.ANY ? "||" : "&&";
        List<Cut> parts = new ArrayList<>();
        int last = from;
        for (int i = from; i < to; i++) {
            if (depths[i] == level && text.startsWith(operator, i)) {
                add(parts, cut(last, i, level), kind);
                last = i + 2;
                i++;
            }
        }
        if (last > from) {
            add(parts, cut(last, to, level), kind);
        }
        return parts;
    }

    private static void add(List<Cut> parts, Cut part, Kind kind) {
        if (part.kind() == kind) {
            parts.addAll(part.parts());
        } else {
            parts.add(part);
        }
    }

    private boolean isBlank(int i) {
        return Character.isWhitespace(text.charAt(i)) || depths[i] == COMMENT;
    }

    private boolean isWrapped(int from, int to) {
        if (to - from < 2 || text.charAt(from) != '(' || text.charAt(to - 1) != ')' || depths[from] < 0) {
            return false;
        }
        for (int i = from + 1; i < to - 1; i++) {
            if (depths[i] >= 0 && depths[i] < depths[from]) {
                return false;
            }
        }
        return depths[to - 1] == depths[from];
    }

    private static int[] depths(String text) {
        int[] depths = new int[text.length()];
        int depth = 0;
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '"' || c == '\'') {
                int end = endOfText(text, i);
                java.util.Arrays.fill(depths, i, end, QUOTED);
                i = end;
                continue;
            }
            if (c == '/' && text.startsWith("//", i)) {
                int end = text.indexOf('\n', i) < 0 ? text.length() : text.indexOf('\n', i);
                java.util.Arrays.fill(depths, i, end, COMMENT);
                i = end;
                continue;
            }
            if (c == '(' || c == '[' || c == '{') {
                depth++;
            }
            // A bracket has the depth of what is inside of it.
            depths[i++] = depth;
            if (c == ')' || c == ']' || c == '}') {
                depth = Math.max(0, depth - 1);
            }
        }
        return depths;
    }

    private static int endOfText(String text, int start) {
        char quote = text.charAt(start);
        boolean raw = isRaw(text, start);
        String triple = String.valueOf(quote).repeat(3);
        String end = text.startsWith(triple, start) ? triple : String.valueOf(quote);
        int i = start + end.length();
        while (i < text.length()) {
            if (!raw && text.charAt(i) == '\\') {
                i += 2;
            } else if (text.startsWith(end, i)) {
                return i + end.length();
            } else {
                i++;
            }
        }
        return text.length();
    }

    private static boolean isRaw(String text, int start) {
        for (int i = start - 1; i >= 0 && i >= start - 2; i--) {
            char c = text.charAt(i);
            if (c == 'r' || c == 'R') {
                return i == 0 || !Character.isLetterOrDigit(text.charAt(i - 1)) && text.charAt(i - 1) != '_' || i == start - 2 || "bB".indexOf(text.charAt(i - 1)) >= 0;
            }
            if (c != 'b' && c != 'B') {
                return false;
            }
        }
        return false;
    }
}
