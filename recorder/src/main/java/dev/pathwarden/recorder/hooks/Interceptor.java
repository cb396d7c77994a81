package dev.pathwarden.recorder.hooks;

/**
 * What a hook does around a hooked method. Called on the watched program's threads, several at once, never again on a thread that is
 * already in an interceptor: what an interceptor itself reads, writes or connects to is not recorded.
 *
 * <p>To refuse, let {@link PathwardenBlockedException} or {@link PathwardenAbort} out, as {@code Recorder.begin} throws them. Any other exception is a fault of the hook: it
 * is counted, and the program goes on as if the hook were not there.
 */
@FunctionalInterface
public interface Interceptor {

    /**
     * Before the body.
     *
     * @param self the object, null for a static method
     * @param arguments the arguments, primitive ones boxed
     * @return what {@link #exit} needs, or null if it is not to be called
     */
    Object enter(Object self, Object[] arguments) throws Exception;

    /**
     * Behind the body.
     *
     * @param token what {@link #enter} returned
     * @param result the result, primitive ones boxed; null for a void method and where the body threw
     * @param error what the body threw, null where it returned
     * @return the result, or with {@code REPLACE_RESULT} what is to stand for it
     */
    default Object exit(Object token, Object result, Throwable error) throws Exception {
        return result;
    }
}
