package dev.pathwarden.recorder.home;

/** A part of the product is not where it should be, or something of the user's cannot be made. The message is one sentence for the user. */
public final class MissingPartException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public MissingPartException(String message) {
        super(message);
    }

    public MissingPartException(String message, Throwable cause) {
        super(message, cause);
    }
}
