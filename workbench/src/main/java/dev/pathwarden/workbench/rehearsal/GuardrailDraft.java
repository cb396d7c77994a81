package dev.pathwarden.workbench.rehearsal;

import dev.pathwarden.policies.guardrail.GuardrailSource;
import java.nio.file.Path;

/**
 * A guardrail file that is being edited.
 *
 * @param original the file as it was read
 * @param text the text as it is now
 * @param path where it was read from, or written to; null where it is in no file
 */
record GuardrailDraft(GuardrailSource original, String text, Path path) {

    static GuardrailDraft of(GuardrailSource source, Path path) {
        return new GuardrailDraft(source, source.text(), path);
    }

    GuardrailDraft with(String typed) {
        return new GuardrailDraft(original, typed, path);
    }

    GuardrailDraft named(String other) {
        return new GuardrailDraft(new GuardrailSource(other, original.text(), original.lists()), text, path);
    }

    /** The same text, as it now is in a file. */
    GuardrailDraft savedAs(Path file, String saved) {
        return new GuardrailDraft(new GuardrailSource(name(), saved, original.lists()), text, file);
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
