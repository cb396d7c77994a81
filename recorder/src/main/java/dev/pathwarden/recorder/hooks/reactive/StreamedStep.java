package dev.pathwarden.recorder.hooks.reactive;

import dev.pathwarden.recorder.context.NotRedactableException;
import dev.pathwarden.recorder.context.OpenStep;
import dev.pathwarden.recorder.context.Place;
import dev.pathwarden.recorder.hooks.redact.RedactedTool;
import dev.pathwarden.recorder.hooks.redact.RedactedValue;
import java.util.function.Function;

/** A step that was begun when a stream was asked for, and ends with it. Its result is the last item, as the subscriber gets it: without the words that the step is to lose. */
public final class StreamedStep implements Signals {

    private final OpenStep step;
    private final Place around;
    private final Function<Object, Object> reader;
    private final Object refused;
    private Object result;
    private String problem;

    /**
     * A step that goes on.
     *
     * @param around where it was begun
     * @param reader reads an item as a recorded value
     * @param refused what the subscriber gets in the place of an item of which words cannot be taken out
     */
    public StreamedStep(OpenStep step, Place around, Function<Object, Object> reader, Object refused) {
        this.step = step;
        this.around = around;
        this.reader = reader;
        this.refused = refused;
    }

    /** The step. */
    public OpenStep step() {
        return step;
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
    public synchronized Object given(Object item) {
        if (step.redaction() == null) {
            return item;
        }
        try {
            return RedactedValue.result(item, step.redaction());
        } catch (NotRedactableException cannot) {
            problem = "words cannot be taken out of the result: " + cannot.getMessage();
            return refused;
        }
    }

    @Override
    public synchronized void arrived(Object item) {
        result = reader.apply(item);
    }

    @Override
    public synchronized void completed() {
        if (problem == null) {
            step.end(result, null);
        } else {
            step.failed(problem, result);
        }
    }

    @Override
    public synchronized void failed(Throwable error) {
        step.end(result, error);
    }

    @Override
    public Throwable heard(Throwable error) {
        return RedactedTool.heard(error, step);
    }
}
