package dev.pathwarden.policies.guardrail;

import java.time.LocalDate;
import java.util.Objects;

/**
 * An exception of a guardrail as its author wrote it, its condition not looked at yet.
 *
 * @param name its name
 * @param when where it holds
 * @param reason why it was made
 * @param until the last day on which it holds, in UTC; null where it holds for ever
 */
public record WrittenException(Located<String> name, LocatedText when, String reason, LocalDate until) {
    public WrittenException {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(when, "when");
        Objects.requireNonNull(reason, "reason");
    }
}
