package dev.pathwarden.model.hold;

/** No answer can be given to a held step. The message is one sentence for the user: what is wrong, where, and what to do. */
public final class AnswerException extends RuntimeException {

    /** Where the reason lies. */
    public enum Cause {
        /** In what was asked for: another step, another recording, or sooner. */
        INPUT,
        /** In keys, rights, disk, or in the process that answers or the one that waits. */
        ENVIRONMENT
    }

    private static final long serialVersionUID = 1L;

    private final Cause cause;

    public AnswerException(Cause cause, String message) {
        this(cause, message, null);
    }

    public AnswerException(Cause cause, String message, Throwable reason) {
        super(message, reason);
        this.cause = cause;
    }

    /** Where the reason lies. */
    public Cause kind() {
        return cause;
    }
}
