package dev.pathwarden.model.journal;

/** Bytes are not what a Pathwarden codec wrote. The message says what was expected; whoever read the file adds where. */
public final class CorruptBytesException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CorruptBytesException(String message) {
        super(message);
    }

    public CorruptBytesException(String message, Throwable cause) {
        super(message, cause);
    }
}
