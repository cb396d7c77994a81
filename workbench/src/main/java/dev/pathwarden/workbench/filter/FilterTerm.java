package dev.pathwarden.workbench.filter;

import dev.pathwarden.policies.search.ConditionText;

/**
 * A condition on one thing that is seen, to be put into the filter bar.
 *
 * @param condition in the language of guardrails
 */
public record FilterTerm(String condition) {

    /**
     * A field or variable that is of one value.
     *
     * @param value a text, a number or a boolean
     */
    public static FilterTerm equal(String field, Object value) {
        return new FilterTerm(field + " == " + ConditionText.literal(value));
    }

    /** A list that holds a text. */
    public static FilterTerm has(String list, String text) {
        return new FilterTerm(ConditionText.literal(text) + " in " + list);
    }

    /** A step that has a label in its arguments or in its result. */
    public static FilterTerm label(String label) {
        return new FilterTerm("(" + has("step.labels", label).condition() + " || " + has("step.resultLabels", label).condition() + ")");
    }
}
