package dev.pathwarden.recorder.attached.program;

/** A class whose static initialiser does what {@link LateCall} holds. */
public final class Late {

    static {
        try {
            LateCall.run();
        } catch (Exception thrown) {
            throw new ExceptionInInitializerError(thrown);
        }
    }

    private Late() {
    }
}
