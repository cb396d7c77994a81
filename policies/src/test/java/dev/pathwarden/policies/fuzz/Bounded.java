package dev.pathwarden.policies.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Gives a target an input and bounds what that may cost. For one thread. */
final class Bounded {

    /** Longest time for one input, many times what the slowest takes on a machine that has other things to do. */
    static final int SECONDS = 20;

    /** What a compiler may allocate whatever it is given: its tables of names and types. */
    private static final long FIXED_BYTES = 64L << 20;
    /** What it may allocate for each byte it is given: a tree of many objects is made of it several times. */
    private static final long BYTES_EACH = 64 << 10;

    private static final int ATTEMPTS = 3;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Bounded() {
    }

    /** @throws AssertionError if the target asked for more memory than its input can need */
    static void give(Target target, byte[] input) {
        long most = FIXED_BYTES + BYTES_EACH * input.length;
        long taken = allocated(target, input);
        // The first time classes are loaded on the way, which is none of the compiler's doing.
        for (int again = 1; taken > most && again < ATTEMPTS; again++) {
            taken = allocated(target, input);
        }
        if (taken > most) {
            throw new AssertionError(target.text() + " allocated " + taken + " bytes for an input of " + input.length);
        }
    }

    private static long allocated(Target target, byte[] input) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        target.take(input);
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
