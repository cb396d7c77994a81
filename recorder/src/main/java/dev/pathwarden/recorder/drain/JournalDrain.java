package dev.pathwarden.recorder.drain;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Follows the journals of a recording while the watched command runs.
 *
 * <p>One thread opens each journal file soon after it appears. {@link #finish} ends it and hands over directories whose files are all there.
 */
final class JournalDrain implements AutoCloseable {

    private static final long POLL_MILLIS = 50;

    private final HeldJournals journals;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition held = lock.newCondition();
    private int files;
    private volatile IOException failure;

    private JournalDrain(HeldJournals journals) {
        this.journals = journals;
        this.thread = new Thread(this::follow, "pathwarden-drain");
        this.thread.setDaemon(true);
    }

    static JournalDrain start(RecordingDirectory directory) {
        JournalDrain drain = new JournalDrain(new HeldJournals(directory.journal()));
        drain.thread.start();
        return drain;
    }

    private void follow() {
        try {
            do {
                hold();
            } while (!ended.await(POLL_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void hold() {
        try {
            journals.hold();
            failure = null;
            announce(journals.count());
        } catch (IOException e) {
            // Kept and tried again: a directory that is gone for a moment must not end the recording.
            failure = e;
        }
    }

    private void announce(int count) {
        lock.lock();
        try {
            files = count;
            held.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until that many journal files are held open. */
    void awaitHeld(int count) throws InterruptedException {
        lock.lock();
        try {
            while (files < count) {
                held.await();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Stops following; what had been deleted or replaced is back afterwards. One sentence for each such file. */
    List<String> finish() throws IOException {
        stop();
        hold();
        List<String> restored = journals.restore();
        if (failure != null && restored.isEmpty()) {
            throw failure;
        }
        return restored;
    }

    private void stop() {
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

    @Override
    public void close() throws IOException {
        stop();
        journals.close();
    }
}
