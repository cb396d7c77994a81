package dev.pathwarden.recorder.context;

/**
 * The recorder's states of all threads. A thread that it meets for the first time is where its starter was when it started it.
 */
public final class Threads {

    private final Carried started = new Carried();
    private final ThreadLocal<ThreadState> states = new ThreadLocal<>();

    /** The state of the current thread. */
    public ThreadState current() {
        ThreadState state = states.get();
        return state != null ? state : first();
    }

    /** The state is there before its place is looked up: looking it up may load classes, which comes back here, and would do so without end. */
    private ThreadState first() {
        ThreadState state = new ThreadState(null);
        state.enter();
        states.set(state);
        try {
            state.place(started.take(Thread.currentThread()));
        } finally {
            state.leave();
        }
        return state;
    }

    /** Lets the thread begin at that place. */
    public void starts(Thread thread, Place place) {
        started.put(thread, place);
    }
}
