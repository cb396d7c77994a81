package dev.pathwarden.policies.engine;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** An immutable set of compiled guardrails with unique ids. */
public final class Bundle {

    /** No guardrails. */
    public static final Bundle NONE = new Bundle(List.of());

    private final List<Guardrail> guardrails;

    private Bundle(List<Guardrail> guardrails) {
        this.guardrails = guardrails;
    }

    /**
     * A bundle of these guardrails, in this order.
     *
     * @throws IllegalArgumentException if two have the same id
     */
    public static Bundle of(List<Guardrail> guardrails) {
        Set<String> ids = new HashSet<>();
        for (Guardrail guardrail : guardrails) {
            if (!ids.add(guardrail.id())) {
                throw new IllegalArgumentException("two guardrails have the id " + guardrail.id());
            }
        }
        return guardrails.isEmpty() ? NONE : new Bundle(List.copyOf(guardrails));
    }

    /** The guardrails, in the order in which they are asked. */
    public List<Guardrail> guardrails() {
        return guardrails;
    }
}
