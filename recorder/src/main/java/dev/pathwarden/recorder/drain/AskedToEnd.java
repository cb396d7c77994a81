package dev.pathwarden.recorder.drain;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import sun.misc.Signal;

/** Whether this process was asked to end: by an interrupt, or to terminate or hang up. */
final class AskedToEnd {

    private static final List<String> SIGNALS = List.of("INT", "TERM", "HUP");

    private final CountDownLatch asked = new CountDownLatch(1);

    private AskedToEnd() {
    }

    /** Takes these signals from now on: they do not end the process by themselves any more. */
    static AskedToEnd listen() {
        AskedToEnd end = new AskedToEnd();
        for (String name : SIGNALS) {
            try {
                Signal.handle(new Signal(name), taken -> end.asked.countDown());
            } catch (IllegalArgumentException kept) {
                // The JVM keeps this signal for itself (-Xrs).
                continue;
            }
        }
        return end;
    }

    /** Waits so long, or until it was asked; whether it was. A thread that is interrupted is asked as well. */
    boolean within(long millis) {
        try {
            return asked.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
