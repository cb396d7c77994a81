package dev.pathwarden.policies.compiler;

/** Something in a condition that guardrails cannot say, at a place. Ends the compilation of that condition. */
final class Unsupported extends Exception {

    private static final long serialVersionUID = 1L;

    private final int offset;

    Unsupported(int offset, String message) {
        super(message, null, false, false);
        this.offset = offset;
    }

    /** Offset in the condition, in UTF-16 units. */
    int offset() {
        return offset;
    }
}
