package dev.pathwarden.model.casefile;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How far a finding was looked into. */
public enum FindingState {
    /** Not yet to its end. */
    OPEN,
    /** It is as it says. */
    CONFIRMED,
    /** There is nothing to it. */
    DISMISSED;

    /** As it is written: {@code open}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The one that is written so. */
    public static Optional<FindingState> of(String text) {
        return Arrays.stream(values()).filter(state -> state.text().equals(text)).findFirst();
    }
}
