package dev.pathwarden.recorder.hooks;

/**
 * An interceptor for methods that programs call very often and that are of no interest before something else has happened, as the rows of a query outside of any run. Until it is woken a call costs
 * about a nanosecond. Awake once, it stays awake.
 */
public interface Sleeper extends Interceptor {

    /**
     * Told once, before the first hooked call, what wakes it.
     *
     * @param wake to be called on the thread that makes what is to be seen, before it hands it out; again does no harm
     */
    void sleepsUntil(Runnable wake);
}
