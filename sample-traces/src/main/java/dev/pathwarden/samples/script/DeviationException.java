package dev.pathwarden.samples.script;

/** The agent did something that the script does not foresee. The message says what, and what was expected. */
final class DeviationException extends Exception {

    private static final long serialVersionUID = 1L;

    DeviationException(String message) {
        super(message);
    }
}
