package dev.pathwarden.policies.draft;

import dev.pathwarden.model.step.Field;
import dev.pathwarden.policies.engine.PathVariable;
import dev.pathwarden.policies.search.ConditionText;
import java.util.Objects;

/**
 * What a clause reads.
 *
 * @param text how a condition spells it
 * @param field the field; null for an argument and for what is no field
 * @param argument name of the argument; null for none
 * @param sources whether it is where that argument came from, as opposed to its value
 */
public record Reading(String text, Field field, String argument, boolean sources) {

    static final Reading NAME = of(PathVariable.STEP_NAME);
    static final Reading OWN_LABELS = of(PathVariable.STEP_LABELS);
    static final Reading LABELS = of(PathVariable.LABELS);
    static final Reading PROVENANCE = of(PathVariable.PROVENANCE);

    public Reading {
        Objects.requireNonNull(text, "text");
    }

    /** Whether a condition on an earlier step can read it too, and a test of a guardrail can say it of one. */
    boolean isOfEarlierStep() {
        return !sources && this != PROVENANCE && this != LABELS && (field == null || !field.isTold());
    }

    static Reading of(Field field) {
        return new Reading(field.read(), field, null, false);
    }

    static Reading ofArgument(String name) {
        return new Reading(ConditionText.argument(name), null, name, false);
    }

    static Reading ofSources(String argument) {
        return new Reading("provenance(" + ConditionText.literal(argument) + ")", null, argument, true);
    }

    private static Reading of(PathVariable variable) {
        return new Reading(variable.text(), null, null, false);
    }
}
