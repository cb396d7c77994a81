package dev.pathwarden.recorder.hooks.reactive;

/** What is done about each subscription to a stream. */
@FunctionalInterface
public interface Watch {

    /**
     * Called before the library's own stream is subscribed to, on the subscriber's thread, which it leaves where it was.
     *
     * @return what is told of the subscription; null if nothing is to be
     * @throws PathwardenBlockedException if it is not to happen: the subscriber gets that as the stream's error
     */
    Signals subscribed();
}
