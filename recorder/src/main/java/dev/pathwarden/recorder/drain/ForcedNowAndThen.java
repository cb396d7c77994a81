package dev.pathwarden.recorder.drain;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Forces journals to disk every second in which something was read of them, from a thread of its own: a slow disk does not keep the one that reads from seeing what happens. */
final class ForcedNowAndThen implements AutoCloseable {

    private static final long FORCE_MILLIS = 1000;

    private final ForcedJournals forced;
    private final LongSupplier read;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread thread = new Thread(this::forceNowAndThen, "pathwarden-force");

    /** @param read how many events were read so far; for any thread */
    ForcedNowAndThen(ForcedJournals forced, LongSupplier read) {
        this.forced = forced;
        this.read = read;
        thread.setDaemon(true);
    }

    ForcedNowAndThen start() {
        thread.start();
        return this;
    }

    private void forceNowAndThen() {
        long before = 0;
        try {
            while (!ended.await(FORCE_MILLIS, TimeUnit.MILLISECONDS)) {
                long now = read.getAsLong();
                if (now != before) {
                    before = force() ? now : before;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean force() {
        try {
            forced.force();
            return true;
        } catch (IOException | RuntimeException e) {
            // It is tried again, and told at the end if it lasts.
            return false;
        }
    }

    /** Ends it, when what it forces is forced. */
    @Override
    public void close() {
        ended.countDown();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
