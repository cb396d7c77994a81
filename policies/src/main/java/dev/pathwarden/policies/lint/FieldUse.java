package dev.pathwarden.policies.lint;

import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Operation;
import java.util.Set;

/**
 * A field that the conditions of a guardrail read.
 *
 * @param guardrail id of the guardrail
 * @param operations those of the guardrail's operations that can carry it; empty for a field that is never recorded for any of them
 */
public record FieldUse(String guardrail, Field field, Set<Operation> operations) {
    public FieldUse {
        operations = Set.copyOf(operations);
    }
}
