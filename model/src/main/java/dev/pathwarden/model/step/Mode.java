package dev.pathwarden.model.step;

import java.util.Locale;
import java.util.Optional;

/** Whether a guardrail's action is done or only recorded. */
public enum Mode {
    /** The verdict is recorded and the step goes on. */
    AUDIT,
    /** The action is done. */
    ENFORCE;

    private final String text = name().toLowerCase(Locale.ROOT);

    /** The name as it stands in guardrails, on screen and on disk. */
    public String text() {
        return text;
    }

    /** The mode of that name, empty for a name that is none. */
    public static Optional<Mode> of(String text) {
        for (Mode mode : values()) {
            if (mode.text().equals(text)) {
                return Optional.of(mode);
            }
        }
        return Optional.empty();
    }
}
