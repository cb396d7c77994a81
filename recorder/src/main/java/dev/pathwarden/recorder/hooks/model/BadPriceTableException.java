package dev.pathwarden.recorder.hooks.model;

/** A price table that cannot be read. Its message names the line, what was expected and what stands there. */
public final class BadPriceTableException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;
    private static final int LONGEST = 100;

    BadPriceTableException(int line, String expected, String found) {
        super("line " + line + ": expected " + expected + ", found '" + (found.length() > LONGEST ? found.substring(0, LONGEST) + "..." : found) + "'");
    }
}
