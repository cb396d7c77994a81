package dev.pathwarden.recorder.context;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Work that loads and links what the hooks and the recorder need, done once, on a platform thread of its own, when the first run begins. A program that never runs an agent never pays for it.
 *
 * <p>Only virtual threads wait for it, before their first step and nowhere else: a class that is linked there would keep the carrier, and with it other virtual threads, from going on. Hooks that only carry a place to another thread must not wait: the scheduler of
 * virtual threads goes through them.
 */
public final class Preparation {

    /** Nothing to do. */
    static final Preparation NONE = new Preparation(null, () -> { }, () -> { }, () -> { });

    private static final long LONGEST_WAIT_SECONDS = 5;
    private static final String VIRTUAL = "VirtualThreads";

    private final Threads threads;
    private final Runnable first;
    private final Runnable work;
    private final Runnable afterwards;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final CountDownLatch done = new CountDownLatch(1);

    /**
     * A preparation; what the work does is not recorded, and a fault in it is no fault of the program's.
     *
     * @param first what is done at once, on the thread that begins the run
     * @param afterwards what the preparation's own thread goes on with, for which nobody waits
     */
    public Preparation(Threads threads, Runnable first, Runnable work, Runnable afterwards) {
        this.threads = threads;
        this.first = first;
        this.work = work;
        this.afterwards = afterwards;
    }

    /** Begins the work if nobody has. */
    void begin() {
        if (threads != null && begun.compareAndSet(false, true)) {
            first.run();
            try {
                Thread thread = new Thread(null, this::work, "pathwarden-preparation", 0, false);
                thread.setDaemon(true);
                thread.start();
            } catch (OutOfMemoryError noThread) {
                // The system gives no more threads: then classes are loaded where they are needed first.
                done.countDown();
            }
        }
    }

    private void work() {
        threads.current().enter();
        try {
            work.run();
        } catch (RuntimeException | LinkageError notPrepared) {
            // Then it is loaded where it is needed first.
        } finally {
            done.countDown();
        }
        afterwards.run();
    }

    /** Lets a virtual thread wait until the work is done, once it was begun; costs two reads where it is done or was never begun. */
    void await() {
        if (!begun.get() || done.getCount() == 0 || !isVirtual(Thread.currentThread())) {
            return;
        }
        try {
            done.await(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Virtual threads are told by their group: {@code isVirtual} is not there before 21. */
    private static boolean isVirtual(Thread thread) {
        ThreadGroup group = thread.getThreadGroup();
        return group != null && group.getName().equals(VIRTUAL);
    }
}
