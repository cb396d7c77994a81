package dev.pathwarden.recorder.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Says once, from a thread of its own, that something takes long: a disk may be slow, and whoever waits wants to know what for. */
final class Patience implements AutoCloseable {

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread thread;

    private Patience(Duration time, Runnable said) {
        thread = new Thread(() -> {
            try {
                if (!ended.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
                    said.run();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }, "pathwarden-patience");
        thread.setDaemon(true);
    }

    /** Runs {@code said} if this is not closed within that time. */
    static Patience of(Duration time, Runnable said) {
        Patience patience = new Patience(time, said);
        patience.thread.start();
        return patience;
    }

    /** Waits until it will say nothing any more. */
    void join() throws InterruptedException {
        thread.join();
    }

    /** Nothing is said any more. */
    @Override
    public void close() {
        ended.countDown();
    }
}
