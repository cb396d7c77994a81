package dev.pathwarden.workbench.filter;

import dev.pathwarden.policies.compiler.StepConditionCompiler;
import dev.pathwarden.policies.dryrun.StepCondition;
import dev.pathwarden.policies.guardrail.Problem;
import dev.pathwarden.policies.search.StepSearch;
import java.util.regex.Pattern;

/**
 * What was typed into the filter bar, understood.
 *
 * <p>What is a condition is taken for one. Else what has nothing of a condition in it stands for itself: words to be found in what steps were given, gave and were told, or in what the run table shows of a run. Words with signs in them are put into double quotes.
 */
sealed interface FilterQuery {

    /** Nothing is asked for. */
    record Everything() implements FilterQuery {
    }

    /** Steps in which words stand, as {@link dev.pathwarden.model.search.StepText} finds them, or runs that show them. */
    record Words(String words) implements FilterQuery {
    }

    /** Steps that meet a condition. */
    record Condition(StepSearch search) implements FilterQuery {
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
        if (text.length() > 2 && text.startsWith("\"") && text.indexOf('"', 1) == text.length() - 1) {
            return new Words(text.substring(1, text.length() - 1));
        }
        if (!OF_CONDITIONS.matcher(text).find() && !ONE_NAME.matcher(text).matches()) {
            return new Words(text);
        }
        StepConditionCompiler.Compiled compiled = StepConditionCompiler.compile("filter", typed);
        if (compiled.problems().isEmpty()) {
            return new Condition(new StepSearch(new StepCondition(compiled.bundle())));
        }
        Problem first = compiled.problems().getFirst();
        return new Wrong(first.message(), offset(typed, first));
    }

    private static int offset(String text, Problem problem) {
        int line = 0;
        for (int i = 1; i < problem.line() && line >= 0; i++) {
            line = text.indexOf('\n', line) + 1;
        }
        return Math.clamp(line + problem.column() - 1L, 0, text.length());
    }
}
