package dev.pathwarden.recorder.hooks.reactive;

import dev.pathwarden.recorder.context.Place;

/**
 * Is told what becomes of one subscription. Items come one at a time, then one end; on whatever threads the library uses. Faults are kept from the program.
 */
public interface Signals {

    /** Where the library works: while it is subscribed to, asked for more, or cancelled. */
    Place within();

    /** Where the subscriber was, and what it does with an item happens; null for outside of any run. */
    Place around();

    /**
     * What the subscriber gets in the place of an item that came; asked before {@link #arrived} is told of it.
     *
     * @throws PathwardenBlockedException if it is to get that as an error, and nothing more
     */
    default Object given(Object item) {
        return item;
    }

    /** What the subscriber hears of in the place of what went wrong; asked once {@link #failed} was told. */
    default Throwable heard(Throwable error) {
        return error;
    }

    /** An item came, as {@link #given} made it; it goes to the subscriber next. */
    default void arrived(Object item) {
    }

    /**
     * The stream ended of itself; the subscriber hears of it next.
     *
     * @throws PathwardenBlockedException if it is to hear of this error in place of the end
     */
    void completed();

    /** The stream broke off; the subscriber hears of it next. */
    void failed(Throwable error);

    /** The subscriber wants no more. */
    default void cancelled() {
        completed();
    }
}
