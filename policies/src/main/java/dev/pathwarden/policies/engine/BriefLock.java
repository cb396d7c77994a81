package dev.pathwarden.policies.engine;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * A lock for work that takes less than a microsecond and calls nobody: who finds it taken steps back for its holder, and then asks again every few microseconds. Reentrant, not fair; an interrupt is neither
 * heard nor lost.
 *
 * <p>A thread that the program stops can be stopped while it has the lock, between two instructions of ours, on Java before 20. Whoever waits takes the lock from a holder that has ended: all
 * threads of a run would stand there for ever.
 */
final class BriefLock {

    private static final int YIELDS = 16;
    private static final long PAUSE_NANOS = 20_000;

    private final AtomicReference<Thread> holder = new AtomicReference<>();
    /** How often the holder has it besides the first time; its own. */
    private int again;

    void lock() {
        Thread mine = Thread.currentThread();
        if (holder.get() == mine) {
            again++;
            return;
        }
        for (int tried = 0; !holder.compareAndSet(null, mine); tried++) {
            if (tried < YIELDS) {
                Thread.yield();
                continue;
            }
            Thread other = holder.get();
            if (other != null && !other.isAlive() && holder.compareAndSet(other, mine)) {
                again = 0;
                return;
            }
            LockSupport.parkNanos(this, PAUSE_NANOS);
        }
    }

    void unlock() {
        if (again > 0) {
            again--;
            return;
        }
        holder.set(null);
    }
}
