package dev.pathwarden.recorder.hooks.model;

import dev.pathwarden.recorder.context.Place;
import dev.pathwarden.recorder.context.Recorder;
import dev.pathwarden.recorder.hooks.reactive.Signals;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** A model call that lasts as long as one subscription to a reactive stream of parts of its answer. */
public final class StreamedCall implements Signals {

    private final ModelStream stream;
    private final BiConsumer<ModelAnswer, Object> reader;
    private final Place around;
    private final Place within;

    private StreamedCall(ModelStream stream, BiConsumer<ModelAnswer, Object> reader, Place around, Place within) {
        this.stream = stream;
        this.reader = reader;
        this.around = around;
        this.within = within;
    }

    /**
     * Begins a call, see {@link ModelCalls#begin}, and leaves the thread where it was.
     *
     * @param request reads the request
     * @param reader adds a part to the answer
     * @return the call; null where there is none to be
     * @throws PathwardenBlockedException if it is not to be sent
     */
    public static StreamedCall begin(Recorder recorder, ModelCalls calls, Supplier<ModelRequest> request, BiConsumer<ModelAnswer, Object> reader) {
        Place around = recorder.here();
        ModelCall call = calls.begin(request);
        if (call == null) {
            return null;
        }
        Place within = recorder.here();
        ModelStream stream = call.stream();
        recorder.moveTo(around);
        return new StreamedCall(stream, reader, around, within);
    }

    @Override
    public Place within() {
        return within;
    }

    @Override
    public Place around() {
        return around;
    }

    @Override
    public void arrived(Object item) {
        stream.arrived(answer -> reader.accept(answer, item));
    }

    @Override
    public void completed() {
        stream.completed();
    }

    @Override
    public void failed(Throwable error) {
        stream.failed(error);
    }

    @Override
    public void cancelled() {
        stream.cancelled();
    }
}
