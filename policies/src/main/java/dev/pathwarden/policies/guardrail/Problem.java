package dev.pathwarden.policies.guardrail;

import java.util.Objects;

/**
 * Something wrong in a guardrail file, at a place.
 *
 * @param severity whether the guardrail can be used all the same
 * @param source name of the file
 * @param line line, from 1
 * @param column column, from 1
 * @param message one sentence: what is wrong and what was expected
 */
public record Problem(Severity severity, String source, int line, int column, String message) {

    /** Whether the guardrail can be used all the same. */
    public enum Severity {
        ERROR, WARNING,
        /** Nothing is wrong; the author may not know it. */
        NOTE
    }

    public Problem {
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(message, "message");
    }

    /** {@code file:line:column: message}, as compilers write it. */
    @Override
    public String toString() {
        return source + ":" + line + ":" + column + ": " + message;
    }
}
