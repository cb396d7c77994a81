package dev.pathwarden.model.search;

import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Verdict;
import java.util.List;
import java.util.Map;

/**
 * Finds words in a step: in its name, in the arguments with their names, in the facts, in the result, in the error, or in what a guardrail said of it. Letters that are the same but for their case are alike
 * ({@link Character#toLowerCase(char)}); the words must stand in one text, as they are. Numbers are no texts.
 */
public final class StepText {

    private final String words;

    private StepText(String words) {
        this.words = words;
    }

    /**
     * Where words stand.
     *
     * @param where in what, such as {@code name}, {@code argument note}, {@code sql.text}, {@code result}
     * @param text the whole text
     * @param at where the words begin in it
     */
    public record Place(String where, String text, int at) {
    }

    /** Whether the words stand in the step. */
    public static boolean contains(RecordedStep step, String words) {
        return find(step, words) != null;
    }

    /** The first place where the words stand in the step; null where they do not. */
    public static Place find(RecordedStep step, String words) {
        StepText text = new StepText(words);
        Place found = text.in("name", step.step().name());
        for (Map.Entry<String, Object> argument : step.step().arguments().entrySet()) {
            found = found != null ? found : text.in("argument " + argument.getKey(), argument.getKey());
            found = found != null ? found : text.in("argument " + argument.getKey(), argument.getValue());
        }
        found = found != null ? found : text.facts(step.step().facts().asMap());
        for (Verdict verdict : step.decision() == null ? List.<Verdict>of() : step.decision().verdicts()) {
            found = found != null ? found : text.in("verdict of " + verdict.guardrail(), verdict.message());
        }
        if (step.outcome() != null) {
            found = found != null ? found : text.in("error", step.outcome().error());
            found = found != null ? found : text.in("result", step.outcome().result());
            found = found != null ? found : text.facts(step.outcome().facts().asMap());
        }
        return found;
    }

    private Place facts(Map<?, ?> facts) {
        Place found = null;
        for (Map.Entry<?, ?> fact : facts.entrySet()) {
            found = found != null ? found : in(fact.getKey().toString(), fact.getValue());
        }
        return found;
    }

    private Place in(String where, Object value) {
        if (value instanceof String text) {
            int at = indexIn(text);
            return at < 0 ? null : new Place(where, text, at);
        }
        Place found = null;
        if (value instanceof List<?> list) {
            for (Object element : list) {
                found = found != null ? found : in(where, element);
            }
        } else if (value instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                found = found != null ? found : in(where, entry.getKey());
                found = found != null ? found : in(where, entry.getValue());
            }
        }
        return found;
    }

    private int indexIn(String text) {
        char first = Character.toLowerCase(words.charAt(0));
        for (int at = 0; at <= text.length() - words.length(); at++) {
            if (Character.toLowerCase(text.charAt(at)) == first && isAt(text, at)) {
                return at;
            }
        }
        return -1;
    }

    private boolean isAt(String text, int at) {
        for (int i = 1; i < words.length(); i++) {
            if (Character.toLowerCase(text.charAt(at + i)) != Character.toLowerCase(words.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
