package dev.pathwarden.recorder.hooks.reactive;

import dev.pathwarden.recorder.context.OpenStep;
import dev.pathwarden.recorder.context.Place;
import java.util.function.Function;

/** A step that was begun when a stream was asked for, and ends with it. Its result is the last item. */
public final class StreamedStep implements Signals {

    private final OpenStep step;
    private final Place around;
    private final Function<Object, Object> reader;
    private Object result;

    /**
     * A step that goes on.
     *
     * @param around where it was begun
     * @param reader reads an item as a recorded value
     */
    public StreamedStep(OpenStep step, Place around, Function<Object, Object> reader) {
        this.step = step;
        this.around = around;
        this.reader = reader;
    }

    /** Notes that the current thread is no longer within the step, which goes on. */
    public void leave() {
        step.leave();
    }

    @Override
    public Place within() {
        return step.place();
    }

    @Override
    public Place around() {
        return around;
    }

    @Override
    public synchronized void arrived(Object item) {
        result = reader.apply(item);
    }

    @Override
    public synchronized void completed() {
        step.end(result, null);
    }

    @Override
    public synchronized void failed(Throwable error) {
        step.end(result, error);
    }
}
