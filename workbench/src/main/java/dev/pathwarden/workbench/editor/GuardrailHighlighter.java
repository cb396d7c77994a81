package dev.pathwarden.workbench.editor;

import dev.pathwarden.policies.guardrail.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Finds what is to be coloured in guardrail text: keys, comments, quoted text, numbers and the words of conditions. One pass, line by line. */
final class GuardrailHighlighter {

    /** Longer text is shown without colours. */
    static final int MOST_CHARS = 200_000;

    private static final Set<String> CONDITION_WORDS = Set.of("step", "labels", "provenance", "agent", "run", "once", "since", "before", "seq", "count", "repeats", "flows", "has", "in", "true", "false", "null",
            "exists", "all", "exists_one", "filter", "map", "startsWith", "endsWith", "contains", "matches", "size", "timestamp", "duration");

    /**
     * A part of the text in one colour.
     *
     * @param from offset of its first character
     * @param to offset behind its last character
     * @param style its style class
     */
    record Part(int from, int to, String style) {
    }

    private GuardrailHighlighter() {
    }

    /** The coloured parts of the text, in order, none overlapping another. */
    static List<Part> parts(String text) {
        List<Part> parts = new ArrayList<>();
        if (text.length() > MOST_CHARS) {
            return parts;
        }
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf('\n', start);
            end = end < 0 ? text.length() : end;
            line(text, start, end, parts);
            start = end + 1;
        }
        return parts;
    }

    private static void line(String text, int start, int end, List<Part> parts) {
        int at = start;
        while (at < end && (text.charAt(at) == ' ' || text.charAt(at) == '-')) {
            at++;
        }
        int key = at;
        while (key < end && (Character.isLetterOrDigit(text.charAt(key)) || "._-".indexOf(text.charAt(key)) >= 0)) {
            key++;
        }
        if (key > at && key < end && text.charAt(key) == ':' && (key + 1 == end || text.charAt(key + 1) == ' ')) {
            parts.add(new Part(at, key, "syntax-key"));
            at = key + 1;
        }
        while (at < end) {
            char c = text.charAt(at);
            if (c == '#' && (at == start || text.charAt(at - 1) == ' ')) {
                parts.add(new Part(at, end, "syntax-comment"));
                return;
            }
            if (c == '"' || c == '\'' && opensQuote(text, at, start)) {
                int close = close(text, at, end);
                parts.add(new Part(at, close, "syntax-text"));
                at = close;
            } else if (Character.isLetter(c)) {
                at = word(text, at, end, parts);
            } else if (Character.isDigit(c)) {
                int stop = at;
                while (stop < end && (Character.isLetterOrDigit(text.charAt(stop)) || text.charAt(stop) == '.')) {
                    stop++;
                }
                parts.add(new Part(at, stop, "syntax-number"));
                at = stop;
            } else {
                at++;
            }
        }
    }

    /** An apostrophe within a word opens nothing. */
    private static boolean opensQuote(String text, int at, int start) {
        return at == start || !Character.isLetterOrDigit(text.charAt(at - 1));
    }

    private static int close(String text, int open, int end) {
        for (int i = open + 1; i < end; i++) {
            if (text.charAt(i) == '\\') {
                i++;
            } else if (text.charAt(i) == text.charAt(open)) {
                return i + 1;
            }
        }
        return end;
    }

    private static int word(String text, int at, int end, List<Part> parts) {
        int stop = at;
        while (stop < end && (Character.isLetterOrDigit(text.charAt(stop)) || text.charAt(stop) == '_')) {
            stop++;
        }
        if (CONDITION_WORDS.contains(text.substring(at, stop)) && isCondition(text, at, stop, end)) {
            parts.add(new Part(at, stop, "syntax-word"));
        }
        return stop;
    }

    /** These words stand in sentences too; in a condition a dot or a bracket is beside them. */
    private static boolean isCondition(String text, int from, int to, int end) {
        boolean dotBefore = from > 0 && text.charAt(from - 1) == '.';
        return dotBefore || to < end && (text.charAt(to) == '.' || text.charAt(to) == '(' || text.charAt(to) == '[');
    }

    /** Where a problem is underlined: the word at its place, or one character. */
    static Part underline(String text, Problem problem) {
        int from = 0;
        for (int line = 1; line < problem.line(); line++) {
            int next = text.indexOf('\n', from);
            if (next < 0) {
                break;
            }
            from = next + 1;
        }
        int lineEnd = text.indexOf('\n', from);
        lineEnd = lineEnd < 0 ? text.length() : lineEnd;
        from = Math.clamp(from + Math.max(0, problem.column() - 1), 0, lineEnd);
        int to = from;
        while (to < lineEnd && (Character.isLetterOrDigit(text.charAt(to)) || "_.-".indexOf(text.charAt(to)) >= 0)) {
            to++;
        }
        if (to == from) {
            to = Math.min(lineEnd, from + 1);
            from = to == from ? Math.max(0, from - 1) : from;
        }
        return new Part(from, to, switch (problem.severity()) {
            case ERROR -> "problem-error";
            case WARNING -> "problem-warning";
            case NOTE -> "problem-note";
        });
    }
}
