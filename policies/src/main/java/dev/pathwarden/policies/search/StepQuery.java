package dev.pathwarden.policies.search;

import dev.pathwarden.policies.compiler.StepConditionCompiler;
import dev.pathwarden.policies.dryrun.StepCondition;
import dev.pathwarden.policies.guardrail.Problem;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what people write to find recorded steps: a condition in the language of guardrails, words, or both.
 *
 * <p>Query --&gt; Part ( {@code &&} Part )<sup>*</sup>; Part --&gt; {@code !}<sup>0..1</sup> Words | Condition; Words --&gt; {@code "} characters {@code "}, with {@code \"} and {@code \\} for the two that mean something there.
 * A text alone is no condition, so that no condition is taken for words. What is split at {@code &&} has no {@code ||} or {@code ?} outside of parentheses.
 */
public final class StepQuery {

    /**
     * What was read.
     *
     * @param search looks for it; null where something is wrong
     * @param words the words that stand in what is found; none where they are only to be missing, or nothing but a condition is written
     * @param problems what is wrong, with lines and columns of the text
     */
    public record Read(StepSearch search, List<String> words, List<Problem> problems) {
        public Read {
            words = List.copyOf(words);
            problems = List.copyOf(problems);
        }
    }

    /** A part, from its first character to the one behind its last, without the space around it. */
    private record Part(int from, int to) {
    }

    private final String source;
    private final String text;
    private final List<Part> parts = new ArrayList<>();
    private final List<String> words = new ArrayList<>();
    private final List<String> without = new ArrayList<>();
    private final List<Part> ofCondition = new ArrayList<>();
    /** Where parts are told from each other by something else than {@code &&}; -1 where nowhere. */
    private int alternative = -1;
    private Part firstWords;
    private Part noWords;

    private StepQuery(String source, String text) {
        this.source = source;
        this.text = text;
        split();
        parts.forEach(this::sort);
    }

    /**
     * Reads a text. Takes any; throws nothing. The first condition in a JVM takes about a second, others some milliseconds.
     *
     * @param source what problems name as the place of the text
     */
    public static Read read(String source, String text) {
        return new StepQuery(source, text).read();
    }

    private Read read() {
        if (firstWords != null && alternative >= 0) {
            return wrong(alternative, "Words go together with a condition by && alone. Put what is joined by || or ? into parentheses.");
        }
        if (noWords != null) {
            return wrong(noWords.from(), "There are no words between the quotes. Write between them what stands in the step.");
        }
        if (firstWords != null && ofCondition.isEmpty()) {
            return new Read(new StepSearch(null, words, without), words, List.of());
        }
        StepConditionCompiler.Compiled compiled = StepConditionCompiler.compile(source, condition());
        return compiled.problems().isEmpty() ? new Read(new StepSearch(new StepCondition(compiled.bundle()), words, without), words, List.of()) : new Read(null, List.of(), compiled.problems());
    }

    private Read wrong(int at, String message) {
        String before = text.substring(0, at);
        int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
        return new Read(null, List.of(), List.of(new Problem(Problem.Severity.ERROR, source, line, at - before.lastIndexOf('\n'), message)));
    }

    /** What is left without the words, each character where it was. */
    private String condition() {
        if (firstWords == null) {
            return text;
        }
        char[] left = new char[text.length()];
        for (int i = 0; i < text.length(); i++) {
            left[i] = text.charAt(i) == '\n' ? '\n' : ' ';
        }
        Part before = null;
        for (Part part : ofCondition) {
            int from = before == null ? part.from() : text.lastIndexOf("&&", part.from());
            text.getChars(from, part.to(), left, from);
            before = part;
        }
        return new String(left);
    }

    private void sort(Part part) {
        boolean no = part.from() < part.to() && text.charAt(part.from()) == '!';
        int from = part.from() + (no ? 1 : 0);
        while (no && from < part.to() && Character.isWhitespace(text.charAt(from))) {
            from++;
        }
        String found = words(from, part.to());
        if (found == null) {
            ofCondition.add(part);
        } else {
            firstWords = firstWords == null ? part : firstWords;
            noWords = noWords == null && found.isEmpty() ? part : noWords;
            (no ? without : words).add(found);
        }
    }

    /** The words that stand there in quotes; null where something else stands there. */
    private String words(int from, int to) {
        if (to - from < 2 || text.charAt(from) != '"') {
            return null;
        }
        StringBuilder read = new StringBuilder();
        for (int i = from + 1; i < to; i++) {
            char c = text.charAt(i);
            boolean escapes = c == '\\' && i + 1 < to && (text.charAt(i + 1) == '"' || text.charAt(i + 1) == '\\');
            if (c == '"') {
                return i == to - 1 ? read.toString() : null;
            }
            read.append(escapes ? text.charAt(++i) : c);
        }
        return null;
    }

    private void split() {
        int depth = 0;
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\'') {
                i = endOfText(i);
            } else if (text.startsWith("//", i)) {
                i = text.indexOf('\n', i) < 0 ? text.length() : text.indexOf('\n', i);
            } else if (c == '(' || c == '[' || c == '{') {
                depth++;
            } else if (c == ')' || c == ']' || c == '}') {
                depth--;
            } else if (depth == 0 && text.startsWith("&&", i)) {
                add(from, i);
                from = i + 2;
                i++;
            } else if (depth == 0 && alternative < 0 && (c == '?' || text.startsWith("||", i))) {
                alternative = i;
            }
        }
        add(from, text.length());
    }

    private void add(int from, int to) {
        int first = from;
        int last = to;
        while (first < last && Character.isWhitespace(text.charAt(first))) {
            first++;
        }
        while (last > first && Character.isWhitespace(text.charAt(last - 1))) {
            last--;
        }
        parts.add(new Part(first, last));
    }

    /** Place of the quote that ends a text; the end of all where none does. */
    private int endOfText(int at) {
        String quote = text.substring(at, at + 1);
        String ending = text.startsWith(quote.repeat(3), at) ? quote.repeat(3) : quote;
        boolean raw = at > 0 && (text.charAt(at - 1) == 'r' || text.charAt(at - 1) == 'R');
        for (int i = at + ending.length(); i < text.length(); i++) {
            if (text.startsWith(ending, i)) {
                return i + ending.length() - 1;
            }
            i += text.charAt(i) == '\\' && !raw ? 1 : 0;
        }
        return text.length();
    }
}
