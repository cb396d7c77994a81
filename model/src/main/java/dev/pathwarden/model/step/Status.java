package dev.pathwarden.model.step;

import java.util.Locale;
import java.util.Optional;

/** How a step or a run ended. */
public enum Status {
    OK, ERROR,
    /** A guardrail stopped it before its effect. */
    BLOCKED,
    /** No end was recorded: it is still going on, or its process died. */
    UNFINISHED;

    private final String text = name().toLowerCase(Locale.ROOT);

    /** The name as it stands on screen and on disk. */
    public String text() {
        return text;
    }

    /** The status of that name, empty for a name that is none. */
    public static Optional<Status> of(String text) {
        for (Status status : values()) {
            if (status.text().equals(text)) {
                return Optional.of(status);
            }
        }
        return Optional.empty();
    }
}
