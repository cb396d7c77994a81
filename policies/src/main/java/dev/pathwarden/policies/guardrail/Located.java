package dev.pathwarden.policies.guardrail;

import java.util.Objects;

/**
 * A value and where it stands in its file.
 *
 * @param value the value
 * @param line line, from 1
 * @param column column, from 1
 * @param <T> type of the value
 */
public record Located<T>(T value, int line, int column) {
    public Located {
        Objects.requireNonNull(value, "value");
    }
}
