package dev.pathwarden.workbench.filter;

import dev.pathwarden.policies.guardrail.Problem;
import dev.pathwarden.policies.search.StepQuery;
import dev.pathwarden.policies.search.StepSearch;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What was typed into the filter bar, understood.
 *
 * <p>What is a condition is taken for one, also with words in double quotes joined to it, as {@link StepQuery} reads them. Else what has nothing of a condition in it stands for itself: words to be found in what steps were given, gave and were told, or in what the run table shows of a run. Words with signs in them are put into double quotes.
 */
sealed interface FilterQuery {

    /** Nothing is asked for. */
    record Everything() implements FilterQuery {
    }

    /** Steps in which words stand, as {@link dev.pathwarden.model.search.StepText} finds them, or runs that show them. */
    record Words(String words) implements FilterQuery {
    }

    /**
     * Steps that meet a condition, words in quotes among it or not.
     *
     * @param words those that stand in such steps
     * @param mixed whether there are any words in it, be they to stand there or not
     */
    record Condition(StepSearch search, List<String> words, boolean mixed) implements FilterQuery {
    }

    /**
     * Neither.
     *
     * @param message what is wrong, a sentence
     * @param at offset of the place, from 0
     */
    record Wrong(String message, int at) implements FilterQuery {
    }

    /** What only conditions have: their signs, and names that begin as those of fields do. */
    Pattern OF_CONDITIONS = Pattern.compile("==|!=|&&|\\|\\||[<>()\\[\\]'\"]|\\b(?:step|run|agent|novel|roles)\\.");
    /** A condition, or the beginning of one, that is a single name. */
    Pattern ONE_NAME = Pattern.compile("(?:step|run|agent|labels|provenance|novel|roles|count|once|since|before|seq|flows|has|true|false|null)");

    /** Understands what was typed. The first condition in a JVM takes about a second, others some milliseconds. */
    static FilterQuery of(String typed) {
        String text = typed.strip();
        if (text.isEmpty()) {
            return new Everything();
        }
        if (!unquoted(text).equals(text)) {
            return new Words(unquoted(text));
        }
        if (!OF_CONDITIONS.matcher(text).find() && !ONE_NAME.matcher(text).matches()) {
            return new Words(text);
        }
        StepQuery.Read read = StepQuery.read("filter", typed);
        if (read.problems().isEmpty()) {
            return new Condition(read.search(), read.words(), read.search().hasWords());
        }
        Problem first = read.problems().getFirst();
        return new Wrong(first.message(), offset(typed, first));
    }

    /** Words, quoted or not, as they stand beside a condition. */
    static String quoted(String words) {
        return '"' + unquoted(words).replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** Words without the quotes around them, where these are the only ones. */
    private static String unquoted(String words) {
        return words.length() > 2 && words.startsWith("\"") && words.indexOf('"', 1) == words.length() - 1 ? words.substring(1, words.length() - 1) : words;
    }

    private static int offset(String text, Problem problem) {
        int line = 0;
        for (int i = 1; i < problem.line() && line >= 0; i++) {
            line = text.indexOf('\n', line) + 1;
        }
        return Math.clamp(line + problem.column() - 1L, 0, text.length());
    }
}
