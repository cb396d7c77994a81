package dev.pathwarden.recorder.context;

/**
 * What the recorder knows of one thread. Used by that thread only.
 *
 * <p>What is a field for all to set has to be put right where the stack has no room for one more call.
 */
public final class ThreadState {

    /** No canary is out. */
    public static final int NO_CANARY = -1;

    /** Whether the thread is in the recorder. */
    public boolean inside;

    /** Where on the path the thread is; null outside of any run. The run may have ended since. */
    public Place place;

    /** The first call that a hook has yet to be told the end of; null where there is none. */
    public UntoldExit untold;

    boolean placed;
    private int canary = NO_CANARY;
    private boolean canarySeen;

    ThreadState() {
    }

    /** Enters the recorder; false if the thread is in it already. */
    public boolean enter() {
        if (inside) {
            return false;
        }
        inside = true;
        return true;
    }

    /** Notes a call that a hook has yet to be told the end of, behind those noted before. */
    public void tellLater(UntoldExit exit) {
        if (untold == null) {
            untold = exit;
            return;
        }
        UntoldExit last = untold;
        while (last.next != null) {
            last = last.next;
        }
        last.next = exit;
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
}
