package dev.pathwarden.workbench.rehearsal;

import dev.pathwarden.policies.guardrail.GuardrailSource;

/**
 * A guardrail file that is being edited.
 *
 * @param original the file as it was read
 * @param text the text as it is now
 */
record GuardrailDraft(GuardrailSource original, String text) {

    static GuardrailDraft of(GuardrailSource source) {
        return new GuardrailDraft(source, source.text());
    }

    String name() {
        return original.name();
    }

    boolean isChanged() {
        return !text.equals(original.text());
    }

    GuardrailSource source() {
        return new GuardrailSource(name(), text, original.lists());
    }

    @Override
    public String toString() {
        return isChanged() ? name() + " *" : name();
    }
}
