package dev.pathwarden.recorder.context;

/** A call that has ended and whose hook could not be told so, for want of stack or heap. Read by its thread only, as fields, which needs no room. */
public final class UntoldExit {

    /** Number of the hook point. */
    public final int point;

    /** What the hook made before the call. */
    public final Object token;

    /** What came of the call. */
    public final Object result;

    /** What the call threw; null where it returned. */
    public final Throwable error;

    /** The next that ended so; null where none did. */
    public UntoldExit next;

    /** A call that has ended. */
    public UntoldExit(int point, Object token, Object result, Throwable error) {
        this.point = point;
        this.token = token;
        this.result = result;
        this.error = error;
    }
}
