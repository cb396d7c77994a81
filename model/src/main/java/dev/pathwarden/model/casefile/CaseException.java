package dev.pathwarden.model.casefile;

/** A case cannot be read or written, or something has no place in it. The message is one sentence for the user: what is wrong, where, and what to do. */
public final class CaseException extends RuntimeException {

    /** Where the reason lies. */
    public enum Cause {
        /** In what was asked for: a text that is too long, a tag without a name. */
        REQUEST,
        /** In the file: it is damaged, or of a later version. */
        INPUT,
        /** In disk, rights, or another process in the way. */
        ENVIRONMENT
    }

    private static final long serialVersionUID = 1L;

    private final Cause cause;

    public CaseException(Cause cause, String message) {
        this(cause, message, null);
    }

    public CaseException(Cause cause, String message, Throwable reason) {
        super(message, reason);
        this.cause = cause;
    }

    /** Where the reason lies. */
    public Cause kind() {
        return cause;
    }
}
