package dev.pathwarden.model.fuzz;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;

/** Gives a target an input and bounds what that may cost. For one thread. */
final class Bounded {

    /** Longest time for one input, many times what the slowest takes on a machine that has other things to do. */
    static final int SECONDS = 20;

    /** What a reader may allocate whatever it is given: its tables, and the library's buffers. */
    private static final long FIXED_BYTES = 32L << 20;
    /** What it may allocate for each byte it is given: objects are larger than what they are read from. */
    private static final long BYTES_EACH = 16 << 10;

    private static final int ATTEMPTS = 3;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Bounded() {
    }

    /** @throws AssertionError if the target asked for more memory than its input can need */
    static void give(Target target, byte[] input) throws IOException {
        long most = FIXED_BYTES + BYTES_EACH * input.length;
        long taken = allocated(target, input);
        // The first time classes are loaded on the way, which is none of the reader's doing.
        for (int again = 1; taken > most && again < ATTEMPTS; again++) {
            taken = allocated(target, input);
        }
        if (taken > most) {
            throw new AssertionError(target.text() + " allocated " + taken + " bytes for an input of " + input.length);
        }
    }

    private static long allocated(Target target, byte[] input) throws IOException {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        target.take(input);
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
