package dev.pathwarden.model.step;

import java.util.Locale;

/** What a guardrail concluded. */
public enum VerdictType {
    ALLOW, WARN, MODIFY, ESCALATE, DENY;

    /** The name as it stands on screen and in {@code gen_ai.security.verdict.type}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
