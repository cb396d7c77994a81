package dev.pathwarden.policies.trust;

/**
 * Finds out whether a fault comes of a stack or heap that came to its end, or of {@code Thread.stop}, which was there before Java 20. A watched program can bring that about on purpose, so it is no fault
 * after which an action may go on.
 *
 * <p>The JDK wraps such an end where it happens while code is made, and tells of it only in words where a class could not be initialised for its sake, then and ever after; or not at all, where it came before the
 * class's own code was run. A class of the JDK or of ours is not initialised in vain for any other reason.
 */
public final class Exhaustion {

    private static final int MOST_CAUSES = 8;
    /** A stack that has so many frames may be near its end; a trace has hardly more. */
    private static final int DEEP = 1000;
    // By its name: a later Java may not have it.
    private static final String STOPPED = "java.lang.ThreadDeath";

    /** What the JVM says of a class whose initialisation failed before. */
    private static final String UNINITIALISED = "Could not initialize class ";
    private static final String[] OWN_OR_OF_JDK = {"java.", "jdk.", "sun.", "dev.pathwarden."};

    private Exhaustion() {
    }

    /** Whether there may be little stack left for whoever calls this. */
    public static boolean isStackDeep() {
        return new Throwable().getStackTrace().length >= DEEP;
    }

    /** The end of stack, heap or thread that the fault comes of; null where it comes of something else. */
    public static Error in(Throwable fault) {
        Throwable cause = fault;
        for (int i = 0; i < MOST_CAUSES && cause != null; i++) {
            if (cause instanceof StackOverflowError || cause instanceof OutOfMemoryError || cause.getClass().getName().equals(STOPPED)) {
                return (Error) cause;
            }
            if (tellsOfAnEnd(cause)) {
                // Of what it is told, the gate lets only ends themselves out.
                return new StackOverflowError(cause.getMessage());
            }
            cause = cause.getCause();
        }
        return null;
    }

    // By their very classes: the message of any other fault may be the program's code.
    private static boolean tellsOfAnEnd(Throwable fault) {
        if (fault.getClass() == ExceptionInInitializerError.class) {
            String message = fault.getMessage();
            return message != null && (message.contains("java.lang.StackOverflowError") || message.contains("java.lang.OutOfMemoryError") || message.contains(STOPPED));
        }
        if (fault.getClass() == NoClassDefFoundError.class && fault.getCause() == null) {
            String message = fault.getMessage();
            return message != null && message.startsWith(UNINITIALISED) && isOwnOrOfTheJdk(message.substring(UNINITIALISED.length()));
        }
        return false;
    }

    // No stream and no lambda: they need classes that may be the ones that are missing.
    private static boolean isOwnOrOfTheJdk(String type) {
        for (String begin : OWN_OR_OF_JDK) {
            if (type.startsWith(begin)) {
                return true;
            }
        }
        return false;
    }

    /** Throws the end of stack, heap or thread that the fault comes of; does nothing where it comes of something else. */
    static void leave(Throwable fault) {
        Error end = in(fault);
        if (end != null) {
            throw end;
        }
    }
}
