package dev.pathwarden.fuzz;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;

/** Gives a target an input and bounds what that may cost. For one thread. */
public final class Bounded {

    /** Longest time for one input, many times what the slowest takes on a machine that has other things to do. */
    public static final int SECONDS = 20;

    private static final int ATTEMPTS = 3;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Bounded() {
    }

    /** @throws AssertionError if the target asked for more memory than its input can need */
    public static void give(FuzzTarget target, byte[] input) throws IOException {
        long most = target.allowance().bytes(input);
        long taken = allocated(target, input);
        // The first time classes are loaded on the way, which is none of the target's doing.
        for (int again = 1; taken > most && again < ATTEMPTS; again++) {
            taken = allocated(target, input);
        }
        if (taken > most) {
            throw new AssertionError(target.text() + " allocated " + taken + " bytes for an input of " + input.length);
        }
    }

    private static long allocated(FuzzTarget target, byte[] input) throws IOException {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        target.take(input);
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
