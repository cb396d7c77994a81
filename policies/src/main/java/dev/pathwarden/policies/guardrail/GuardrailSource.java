package dev.pathwarden.policies.guardrail;

import java.util.Objects;

/**
 * Text of a guardrail file.
 *
 * @param name name for messages: a file name relative to the directory it was read from
 * @param text the YAML, one or more documents
 * @param lists where its guardrails find the lists that they name
 */
public record GuardrailSource(String name, String text, NamedLists lists) {
    public GuardrailSource {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(lists, "lists");
    }

    /** Text that is in no file, and so has no list beside it. */
    public GuardrailSource(String name, String text) {
        this(name, text, NamedLists.NONE);
    }
}
