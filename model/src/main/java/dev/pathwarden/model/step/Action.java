package dev.pathwarden.model.step;

import java.util.Locale;
import java.util.Optional;

/** What a guardrail asks for, from the weakest to the strongest; of several, the strongest wins. */
public enum Action {
    ALLOW, ALERT, REDACT, SANDBOX, HOLD, BLOCK;

    private final String text = name().toLowerCase(Locale.ROOT);

    /** The verdict that this action stands for. */
    public VerdictType verdict() {
        return switch (this) {
            case ALLOW -> VerdictType.ALLOW;
            case ALERT -> VerdictType.WARN;
            case REDACT, SANDBOX -> VerdictType.MODIFY;
            case HOLD -> VerdictType.ESCALATE;
            case BLOCK -> VerdictType.DENY;
        };
    }

    /** The name as it stands in guardrails, on screen and on disk. */
    public String text() {
        return text;
    }

    /** The action of that name, empty for a name that is none. */
    public static Optional<Action> of(String text) {
        for (Action action : values()) {
            if (action.text().equals(text)) {
                return Optional.of(action);
            }
        }
        return Optional.empty();
    }
}
