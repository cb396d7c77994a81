package dev.pathwarden.workbench.task;

import java.util.concurrent.CancellationException;

/** What a piece of work tells about itself while it runs, and how it learns that nobody wants its result any more. Safe for any thread. */
public interface Progress {

    /**
     * Tells how far the work is.
     *
     * @param done part that is done, 0 to 1; negative where that cannot be told
     */
    void update(double done);

    /** Whether the work was cancelled and should end soon. */
    boolean isCancelled();

    /**
     * Ends the work where it was cancelled; long loops call this now and then.
     *
     * @throws CancellationException if the work was cancelled
     */
    default void checkCancelled() {
        if (isCancelled()) {
            throw new CancellationException();
        }
    }
}
