package dev.pathwarden.model.step;

import java.util.Locale;
import java.util.Optional;

/** What a guardrail concluded. */
public enum VerdictType {
    ALLOW, WARN, MODIFY, ESCALATE, DENY;

    /** The name as it stands on screen and in {@code gen_ai.security.verdict.type}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The verdict of that name, empty for a name that is none. */
    public static Optional<VerdictType> of(String text) {
        for (VerdictType verdict : values()) {
            if (verdict.text().equals(text)) {
                return Optional.of(verdict);
            }
        }
        return Optional.empty();
    }
}
