package dev.pathwarden.workbench.path;

import dev.pathwarden.model.step.Decision;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Status;

/** How a step fared, as the one mark a small drawing has room for; of several, the last in this order wins. */
public enum Mark {
    NONE("ok"),
    UNFINISHED("no end recorded"),
    NOT_EVALUATED("not evaluated"),
    ALERTED("alert"),
    CHANGED("changed by a guardrail"),
    HELD("held for approval"),
    ERROR("error"),
    /** A guardrail in audit mode asked to stop the step, and it went on. */
    WOULD_BLOCK("would be blocked"),
    BLOCKED("blocked");

    private final String text;

    Mark(String text) {
        this.text = text;
    }

    /** The mark in words. */
    public String text() {
        return text;
    }

    /** Whether the step was stopped, or would have been. */
    public boolean stops() {
        return this == BLOCKED || this == WOULD_BLOCK;
    }

    /** The mark of a step. */
    public static Mark of(RecordedStep step) {
        if (step.status() == Status.BLOCKED) {
            return BLOCKED;
        }
        Mark strongest = step.status() == Status.ERROR ? ERROR : step.status() == Status.UNFINISHED ? UNFINISHED : NONE;
        return step.decision() == null ? strongest : strongest.or(ofDecision(step.decision()));
    }

    private static Mark ofDecision(Decision decision) {
        Mark asked = switch (decision.asked()) {
            case ALLOW -> NONE;
            case ALERT -> ALERTED;
            case REDACT, SANDBOX -> CHANGED;
            case HOLD -> HELD;
            case BLOCK -> WOULD_BLOCK;
        };
        return decision.notEvaluated().isEmpty() ? asked : asked.or(NOT_EVALUATED);
    }

    /** The stronger of two marks. */
    public Mark or(Mark other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
