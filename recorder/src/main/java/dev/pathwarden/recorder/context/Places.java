package dev.pathwarden.recorder.context;

/** Where on the path each thread is, and where those are that are nowhere else. For any thread. */
final class Places {

    private final Threads threads;
    private volatile Place everywhere;

    Places(Threads threads) {
        this.threads = threads;
    }

    /** The state of the current thread. */
    ThreadState current() {
        return threads.current();
    }

    /** The place of the current thread; null outside of any run that is going on. */
    Place here() {
        Place place = threads.current().place;
        if (place != null && place.live()) {
            return place;
        }
        Place whole = everywhere;
        return whole != null && whole.live() ? whole : null;
    }

    /** Puts the current thread at a place, null for outside, and returns where it was. */
    Place moveTo(Place place) {
        ThreadState state = threads.current();
        Place before = state.place;
        state.place = place;
        return before;
    }

    /** Whether the current thread is in a step that is about this very object. */
    boolean within(Object subject) {
        Place place = threads.current().place;
        return place != null && place.subject() == subject;
    }

    /** Where all threads are that are nowhere else; null for outside of any run. */
    Place everywhere() {
        return everywhere;
    }

    /** Puts all threads there that are nowhere else. */
    void everywhere(Place place) {
        everywhere = place;
    }

    /** Takes the current thread out of a step, if it is in it. */
    void leave(Place within, Place before) {
        ThreadState state = threads.current();
        if (state.place == within) {
            state.place = before;
        }
    }

    /** Takes the current thread out of a run that has ended, wherever in it the thread is: it may have left no step as it came, and a step that ended by settling may have been its own. */
    void leaveEnded(ActiveRun run, Place before) {
        ThreadState state = threads.current();
        if (state.place != null && state.place.run() == run) {
            state.place = before;
        }
    }
}
