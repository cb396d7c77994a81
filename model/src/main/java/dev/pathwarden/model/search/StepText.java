package dev.pathwarden.model.search;

import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Verdict;
import java.util.List;
import java.util.Map;

/**
 * Whether words stand in a step: in its name, in the arguments with their names, in the facts, in the result, in the error, or in what a guardrail said of it. Letters that are the same but for their case are alike
 * ({@link Character#toLowerCase(char)}); the words must stand in one text, as they are.
 */
public final class StepText {

    private StepText() {
    }

    /** Whether the text stands in the step. */
    public static boolean contains(RecordedStep step, String text) {
        if (contains(step.step().name(), text) || value(step.step().arguments(), text) || facts(step.step().facts().asMap(), text)) {
            return true;
        }
        if (step.decision() != null) {
            for (Verdict verdict : step.decision().verdicts()) {
                if (contains(verdict.message(), text)) {
                    return true;
                }
            }
        }
        return step.outcome() != null && (step.outcome().error() != null && contains(step.outcome().error(), text) || value(step.outcome().result(), text) || facts(step.outcome().facts().asMap(), text));
    }

    private static boolean facts(Map<?, ?> facts, String text) {
        return facts.values().stream().anyMatch(value -> value(value, text));
    }

    private static boolean value(Object value, String text) {
        if (value instanceof String in) {
            return contains(in, text);
        }
        if (value instanceof List<?> list) {
            return list.stream().anyMatch(element -> value(element, text));
        }
        return value instanceof Map<?, ?> map && map.entrySet().stream().anyMatch(entry -> contains((String) entry.getKey(), text) || value(entry.getValue(), text));
    }

    private static boolean contains(String in, String text) {
        char first = Character.toLowerCase(text.charAt(0));
        for (int at = 0; at <= in.length() - text.length(); at++) {
            if (Character.toLowerCase(in.charAt(at)) == first && isAt(in, at, text)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAt(String in, int at, String text) {
        for (int i = 1; i < text.length(); i++) {
            if (Character.toLowerCase(in.charAt(at + i)) != Character.toLowerCase(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
