package dev.pathwarden.policies.guardrail;

import java.util.Objects;

/**
 * Text of a guardrail file.
 *
 * @param name name for messages: a file name relative to the directory it was read from
 * @param text the YAML, one or more documents
 */
public record GuardrailSource(String name, String text) {
    public GuardrailSource {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(text, "text");
    }
}
