package dev.pathwarden.policies.engine;

import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.Mode;
import java.util.Locale;
import java.util.Optional;

/** How much of what a guardrail asks for is done while it is rolled out, from nothing to all of it. */
public enum Degree {
    /** It is not asked. */
    OFF,
    /** Its verdict is recorded and the step goes on. */
    AUDIT,
    /** What it would block waits for a person; all else that it asks for is done. */
    HOLD,
    /** What it asks for is done. */
    ENFORCE;

    private final String text = name().toLowerCase(Locale.ROOT);

    /** The name as it stands in plans, on screen and in bundles. */
    public String text() {
        return text;
    }

    /** The degree of that name, empty for a name that is none. */
    public static Optional<Degree> of(String text) {
        for (Degree degree : values()) {
            if (degree.text.equals(text)) {
                return Optional.of(degree);
            }
        }
        return Optional.empty();
    }

    /** Whether that is done which is asked for. */
    Mode mode() {
        return this == OFF || this == AUDIT ? Mode.AUDIT : Mode.ENFORCE;
    }

    /** What is asked for in place of that action. */
    Action action(Action asked) {
        return this == HOLD && asked == Action.BLOCK ? Action.HOLD : asked;
    }
}
