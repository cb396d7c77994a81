package dev.pathwarden.recorder.context;

/** What the recorder knows of one thread. Used by that thread only. */
public final class ThreadState {

    /** No canary is out. */
    public static final int NO_CANARY = -1;

    private boolean inside;
    private int canary = NO_CANARY;
    private boolean canarySeen;
    private Place place;

    ThreadState(Place place) {
        this.place = place;
    }

    /** Enters the recorder; false if the thread is in it already. */
    public boolean enter() {
        if (inside) {
            return false;
        }
        inside = true;
        return true;
    }

    /** Leaves the recorder. */
    public void leave() {
        inside = false;
    }

    /** Sends a canary to that hook point. */
    public void sendCanary(int point) {
        canary = point;
        canarySeen = false;
    }

    /** Whether the canary on its way is for that point; if so it has been seen. */
    public boolean meetsCanary(int point) {
        boolean met = canary == point;
        canarySeen |= met;
        return met;
    }

    /** Whether any canary is out on this thread. */
    public boolean probing() {
        return canary != NO_CANARY;
    }

    /** Ends the canary; true if its hook point saw it. */
    public boolean canaryCameThrough() {
        canary = NO_CANARY;
        return canarySeen;
    }

    /** Where on the path the thread is; null outside of any run. The run may have ended since. */
    Place place() {
        return place;
    }

    void place(Place next) {
        place = next;
    }
}
