package dev.pathwarden.policies.draft;

import dev.pathwarden.policies.search.ConditionText;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * One thing that a draft can ask for: all steps that it was drafted from have it.
 *
 * @param name name in {@code let}, unique in its draft
 * @param reading what it reads
 * @param keep how it keeps what the steps had
 * @param values what they had, as far as it is kept; empty where {@code keep} says all
 * @param on whether the draft asks for it
 */
public record DraftClause(String name, Reading reading, Keep keep, List<Object> values, boolean on) {

    public DraftClause {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(reading, "reading");
        Objects.requireNonNull(keep, "keep");
        values = List.copyOf(values);
    }

    /** The same clause, asked for or not. */
    public DraftClause with(boolean asked) {
        return new DraftClause(name, reading, keep, values, asked);
    }

    /** It as a condition in the language of guardrails. */
    public String condition() {
        String read = reading.text();
        return switch (keep) {
            case SAME -> values.size() == 1 ? read + " == " + first() : read + " in " + all();
            case BEGINNING -> read + ".startsWith(" + first() + ")";
            case HOLDS -> values.size() == 1 ? first() + " in " + read : read + ".exists(each, each in " + all() + ")";
            case FAMILY -> read + ".exists(label, label.startsWith(" + first() + "))";
            case TRUE -> read;
            case FALSE -> "!" + read;
        };
    }

    private String first() {
        return ConditionText.literal(values.get(0));
    }

    private String all() {
        return values.stream().map(ConditionText::literal).collect(Collectors.joining(", ", "[", "]"));
    }
}
