package dev.pathwarden.recorder.attached.program;

import java.util.concurrent.Callable;

/** What the next static initialiser on this thread does. Public, since the class that asks lies in another class loader and so in another package. */
public final class LateCall {

    private static final ThreadLocal<Callable<Void>> NEXT = new ThreadLocal<>();

    private LateCall() {
    }

    static void next(Callable<Void> call) {
        NEXT.set(call);
    }

    /** Does it. */
    public static void run() throws Exception {
        NEXT.get().call();
    }
}
