package dev.pathwarden.policies.draft;

import dev.pathwarden.policies.search.ConditionText;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * One way in which a clause can keep what the steps had.
 *
 * @param keep how
 * @param values what they had, as far as it is kept; empty where {@code keep} says all
 */
public record Kept(Keep keep, List<Object> values) {

    public Kept {
        Objects.requireNonNull(keep, "keep");
        values = List.copyOf(values);
    }

    static Kept of(Keep keep, Object value) {
        return new Kept(keep, List.of(value));
    }

    /** It as a condition in the language of guardrails, on what is spelled so. */
    String condition(String read) {
        return switch (keep) {
            case SAME -> values.size() == 1 ? read + " == " + first() : read + " in " + all();
            case BEGINNING -> read + ".startsWith(" + first() + ")";
            case ENDING -> read + ".endsWith(" + first() + ")";
            case HOLDS -> values.size() == 1 ? first() + " in " + read : read + ".exists(each, each in " + all() + ")";
            case FAMILY -> read + ".exists(label, label.startsWith(" + first() + "))";
            case CARRIES -> read + ".exists(s, s.source == " + first() + " && s.certainty in ['copied', 'token-match'])";
            case TRUE -> read;
            case FALSE -> "!" + read;
            case FLOW -> read + "(" + values.get(0) + ")";
        };
    }

    private String first() {
        return ConditionText.literal(values.get(0));
    }

    private String all() {
        return values.stream().map(ConditionText::literal).collect(Collectors.joining(", ", "[", "]"));
    }
}
