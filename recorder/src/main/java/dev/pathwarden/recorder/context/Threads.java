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
        if (state == null) {
            state = new ThreadState();
            states.set(state);
        }
        // The state is there before its place is looked up: looking it up may load classes, which comes back here, and would do so without end.
        if (!state.placed && state.enter()) {
            place(state);
        }
        return state;
    }

    /** May end anywhere for want of stack; then it is done again when the thread comes back. */
    private void place(ThreadState state) {
        try {
            Thread thread = Thread.currentThread();
            state.place = started.get(thread);
            state.placed = true;
            started.take(thread);
        } finally {
            state.inside = false;
        }
    }

    /** Lets the thread begin at that place. */
    public void starts(Thread thread, Place place) {
        started.put(thread, place);
    }
}
