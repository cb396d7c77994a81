package dev.pathwarden.model.imports;

/** A line is not the run that was expected. The message says what was expected; the importer adds file and line. */
final class BadRunException extends Exception {

    private static final long serialVersionUID = 1L;

    BadRunException(String message) {
        super(message);
    }
}
