package dev.pathwarden.recorder.cli;

import dev.pathwarden.model.evidence.Rewriting;
import dev.pathwarden.policies.trust.Redaction;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What {@code export --redact} takes out. */
enum RedactProfile {
    /** Passwords, keys and tokens. */
    SECRETS("secret"),
    /** These, and personal data. */
    PERSONAL("secret", "pii"),
    /** These, and all that was passed in and came back. */
    PAYLOAD("secret", "pii");

    /** Stands where a text was taken out whole. */
    private static final String TAKEN = "[taken out]";

    private final Set<String> kinds;

    RedactProfile(String... kinds) {
        this.kinds = Set.of(kinds);
    }

    /** The name as it stands on the command line and on tombstones. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Equal values get equal marks within one export and in no other: what they are made with is kept nowhere. */
    Rewriting rewriting() {
        Redaction redaction = Redaction.under(new SecureRandom().nextLong(), kinds);
        return this == PAYLOAD ? new Rewriting(redaction::text, RedactProfile::nothing, fact -> null) : new Rewriting(redaction::text, redaction::value, redaction::text);
    }

    private static Object nothing(Object value) {
        return value instanceof Map ? Map.of() : value instanceof List ? List.of() : value == null ? null : TAKEN;
    }
}
