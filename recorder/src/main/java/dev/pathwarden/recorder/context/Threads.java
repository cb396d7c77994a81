package dev.pathwarden.recorder.context;

/**
 * The recorder's states of all threads. A thread that it meets for the first time is where its starter was when it started it.
 */
public final class Threads {

    private final Carried started = new Carried();
    private final ThreadLocal<ThreadState> states = ThreadLocal.withInitial(() -> new ThreadState(started.take(Thread.currentThread())));

    /** The state of the current thread. */
    public ThreadState current() {
        return states.get();
    }

    /** Lets the thread begin at that place. */
    public void starts(Thread thread, Place place) {
        started.put(thread, place);
    }
}
