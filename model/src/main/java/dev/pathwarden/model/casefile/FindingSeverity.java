package dev.pathwarden.model.casefile;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How bad a finding is, the worst first. */
public enum FindingSeverity {
    CRITICAL, HIGH, MEDIUM, LOW, INFO;

    /** As it is written: {@code critical}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The one that is written so. */
    public static Optional<FindingSeverity> of(String text) {
        return Arrays.stream(values()).filter(severity -> severity.text().equals(text)).findFirst();
    }
}
