package dev.pathwarden.model.step;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * The wait of a held step for someone's answer.
 *
 * @param binding what the answer is bound to: a hash of operation, arguments, run, agent and guardrails, 64 hex digits
 * @param askedNanos when the wait began, epoch nanoseconds
 * @param expiresNanos until when an answer counts, epoch nanoseconds; an expired wait is a denial
 * @param answer how the wait ended; null while it goes on, and where the process died during it
 * @param answeredNanos when it ended, epoch nanoseconds; null with {@code answer}
 * @param by who answered, as the approver's machine names them; null where nobody did
 * @param reason what the approver, or the recorder where nobody answered, gave as reason; null where there is none
 */
public record Hold(String binding, long askedNanos, long expiresNanos, Answer answer, Long answeredNanos, String by, String reason) {

    /** How a wait ended. */
    public enum Answer {
        APPROVED, DENIED,
        /** Nobody answered in time. */
        EXPIRED,
        /** The step no longer waits: its thread was interrupted or its run has ended, or nobody could have answered. */
        WITHDRAWN;

        /** The name as it stands on screen and on disk. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The constant of that name, empty for a name that is none. */
        public static Optional<Answer> of(String text) {
            for (Answer answer : values()) {
                if (answer.text().equals(text)) {
                    return Optional.of(answer);
                }
            }
            return Optional.empty();
        }
    }

    public Hold {
        Objects.requireNonNull(binding, "binding");
    }

    /** A wait that begins. */
    public static Hold asked(String binding, long askedNanos, long expiresNanos) {
        return new Hold(binding, askedNanos, expiresNanos, null, null, null, null);
    }

    /** This wait, ended. */
    public Hold ended(Answer how, long nanos, String who, String why) {
        return new Hold(binding, askedNanos, expiresNanos, how, nanos, who, why);
    }

    /** Whether it goes on, as far as the record tells. */
    public boolean pending() {
        return answer == null;
    }

    /** Whether the step may happen. */
    public boolean approved() {
        return answer == Answer.APPROVED;
    }
}
