package dev.pathwarden.policies.trust;

/**
 * Finds out whether a fault comes of a stack or heap that came to its end. A watched program can bring that about on purpose, so it is no fault after which an action may go on.
 *
 * <p>The JDK wraps such an end where it happens while code is made, and tells of it only in words where a class could not be initialised for its sake, then and ever after.
 */
public final class Exhaustion {

    private static final int MOST_CAUSES = 8;

    private Exhaustion() {
    }

    /** The end of stack or heap that the fault comes of; null where it comes of something else. */
    public static VirtualMachineError in(Throwable fault) {
        Throwable cause = fault;
        for (int i = 0; i < MOST_CAUSES && cause != null; i++) {
            if (cause instanceof StackOverflowError || cause instanceof OutOfMemoryError) {
                return (VirtualMachineError) cause;
            }
            String message = cause instanceof ExceptionInInitializerError ? cause.getMessage() : null;
            if (message != null && (message.contains("java.lang.StackOverflowError") || message.contains("java.lang.OutOfMemoryError"))) {
                return new StackOverflowError(message);
            }
            cause = cause.getCause();
        }
        return null;
    }

    /** Throws the end of stack or heap that the fault comes of; does nothing where it comes of something else. */
    static void leave(Throwable fault) {
        VirtualMachineError end = in(fault);
        if (end != null) {
            throw end;
        }
    }
}
