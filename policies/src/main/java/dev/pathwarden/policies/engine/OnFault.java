package dev.pathwarden.policies.engine;

import java.util.Locale;
import java.util.Optional;

/** What a guardrail wants when evaluating it fails. A field that was not recorded is no failure: the guardrail is then not evaluated. */
public enum OnFault {
    /** The step goes on. */
    ALLOW,
    /** The step is stopped. */
    DENY;

    /** The name as it stands in guardrails and on disk. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The constant of that name, empty for a name that is none. */
    public static Optional<OnFault> of(String text) {
        for (OnFault each : values()) {
            if (each.text().equals(text)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }
}
