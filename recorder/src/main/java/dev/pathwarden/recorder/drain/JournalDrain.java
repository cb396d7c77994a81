package dev.pathwarden.recorder.drain;

import dev.pathwarden.model.journal.JournalContents;
import dev.pathwarden.model.journal.JournalReader;
import dev.pathwarden.model.journal.JournalTail;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Drains the journals of a recording while the watched command runs.
 *
 * <p>One thread opens each journal file soon after it appears, and reads what was appended since it looked last, a few times a second. What it has read is in the snapshot
 * whatever the watched program does to the file later. A second thread forces what was read to disk every second, so that a slow disk does not keep the first from reading. {@link #finish} ends both, reads what
 * came last and forces it. All events are kept in memory, encoded, until then.
 */
final class JournalDrain implements AutoCloseable {

    private static final long POLL_MILLIS = 50;

    private final HeldJournals journals;
    private final ForcedJournals forced;
    private final boolean releasing;
    private final JournalTail tail = new JournalTail();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread thread;
    private final ForcedNowAndThen forcing;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition drained = lock.newCondition();
    private long events;
    private IOException failure;

    private JournalDrain(Path journals, boolean releasing) {
        this.journals = new HeldJournals(journals);
        this.forced = new ForcedJournals(journals);
        this.releasing = releasing;
        this.thread = new Thread(this::follow, "pathwarden-drain");
        this.thread.setDaemon(true);
        this.forcing = new ForcedNowAndThen(forced, this::drained);
    }

    /** Drains the journals of that directory, and holds them open to the end. */
    static JournalDrain start(Path journals) {
        return start(new JournalDrain(journals, false));
    }

    /** Drains the journals of that directory, which may become many: those that are whole, and of processes that are gone, are not held open. */
    static JournalDrain startReleasing(Path journals) {
        return start(new JournalDrain(journals, true));
    }

    private static JournalDrain start(JournalDrain drain) {
        drain.thread.start();
        drain.forcing.start();
        return drain;
    }

    private void follow() {
        try {
            do {
                hold();
                List<Path> gone = releasing ? journals.open().stream().filter(JournalDrain::isOfNoProcess).toList() : List.of();
                announce(tail.news().stream().mapToInt(process -> process.events().size()).sum());
                release(gone);
            } while (!ended.await(POLL_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | OutOfMemoryError e) {
            // Draining ends, the command goes on; finish reads the rest and fails for all to see if it cannot.
            return;
        }
    }

    private void hold() {
        try {
            journals.hold((file, descriptor) -> {
                tail.follow(file, descriptor);
                forced.add(file, descriptor);
            });
            failure = null;
        } catch (IOException e) {
            // Kept and tried again: a directory that is gone for a moment must not end the recording.
            failure = e;
        }
    }

    /** What a process wrote that was gone before it was read is read. One that is only out of sight, as in a container, is read again at the end. */
    private void release(List<Path> gone) {
        for (Path file : releasing ? journals.open() : List.<Path>of()) {
            if (tail.isEnded(file) || gone.contains(file)) {
                try {
                    tail.release(file);
                    forced.release(file);
                    journals.release(file);
                } catch (IOException notClosed) {
                    // A descriptor that was only read from.
                    continue;
                }
            }
        }
    }

    private static boolean isOfNoProcess(Path file) {
        return ProcessHandle.of(JournalReader.process(file)).isEmpty();
    }

    private void announce(int news) {
        lock.lock();
        try {
            events += news;
            drained.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Events that were read so far. */
    long drained() {
        lock.lock();
        try {
            return events;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until that many events were read. */
    void awaitDrained(long count) throws InterruptedException {
        lock.lock();
        try {
            while (events < count) {
                drained.await();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Stops following, and hands over everything that was read. Files that had been deleted or replaced are back afterwards, as far as their bytes are still there; each is
     * named among the damages.
     */
    JournalContents finish() throws IOException {
        stop();
        hold();
        JournalContents read = tail.finish(journals.unreadable());
        List<String> damages = new ArrayList<>(journals.restore());
        try {
            forced.forceAll();
        } catch (IOException e) {
            damages.add("The journals could not be forced to disk (" + e.getMessage() + "); after a power failure only the snapshot is sure to have what they hold.");
        }
        if (failure != null && damages.isEmpty()) {
            if (read.processes().isEmpty()) {
                throw failure;
            }
            damages.add("The journal directory could not be listed at the end (" + failure.getMessage() + "); processes that started last may be missing.");
        }
        damages.addAll(read.damages());
        return new JournalContents(read.processes(), damages);
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
        forcing.close();
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
