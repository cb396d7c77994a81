package dev.pathwarden.model.snapshot;

/** Something cannot be read as a snapshot, or not be written as one. The message is one sentence for the user: what, where, and what to do. */
public final class SnapshotException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Whose fault it is, which decides the command line's exit code. */
    public enum Cause {
        /** The input is not what it should be. */
        INPUT,
        /** The input is encrypted, and the key that was given is none or another one. */
        LOCKED,
        /** Disk, rights, or another process in the way. */
        ENVIRONMENT
    }

    private final Cause kind;

    public SnapshotException(Cause kind, String message) {
        super(message);
        this.kind = kind;
    }

    public SnapshotException(Cause kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** Whose fault it is. */
    public Cause kind() {
        return kind;
    }
}
