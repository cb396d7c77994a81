package dev.pathwarden.recorder.hooks.model;

import dev.pathwarden.model.step.StepId;
import dev.pathwarden.recorder.context.OpenStep;
import dev.pathwarden.recorder.context.Place;
import dev.pathwarden.recorder.context.Recorder;
import dev.pathwarden.recorder.context.StepDraft;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/** A model call that was allowed and is going on. Ends once, on any thread. */
public final class ModelCall {

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Recorder recorder;
    private final Place around;
    private final ToolRequests toolRequests;
    private final PriceTable prices;
    private volatile String provider;
    private volatile String model;
    private OpenStep step;
    private long began;
    private volatile boolean over;

    ModelCall(Recorder recorder, Place around, ToolRequests toolRequests, PriceTable prices, String provider, String model) {
        this.recorder = recorder;
        this.around = around;
        this.toolRequests = toolRequests;
        this.prices = prices;
        this.provider = provider;
        this.model = model;
    }

    boolean begin(StepDraft draft) {
        step = recorder.begin(draft);
        began = System.nanoTime();
        return step != null;
    }

    /** The step's id. */
    public StepId id() {
        return step.id();
    }

    boolean over() {
        return over;
    }

    /** A model without a name has passed the request on to another: its price is that one's. */
    void passedOn(Supplier<ModelRequest> reader) {
        if (model == null) {
            ModelRequest request = reader.get();
            provider = request.provider();
            model = request.model();
        }
    }

    /**
     * Ends the call.
     *
     * @param answer what came back; null where nothing did
     * @param error what went wrong; null where nothing did
     */
    public synchronized void end(ModelAnswer answer, Throwable error) {
        if (!over) {
            over = true;
            note(answer, true, error, null);
        }
    }

    /** As {@link #end} with what the reader reads, on a thread of the program and outside of a hook: a fault of the reader is kept from the program. */
    public void endQuietly(Supplier<ModelAnswer> reader) {
        recorder.quietly(() -> end(reader.get(), null));
    }

    /**
     * Ends the call when the future completes; the calling thread leaves it now.
     *
     * @param future the library's
     * @param reader reads what it completes with
     * @return what to give to the program in its place: completes after the call has ended, so that whatever the program does with the answer comes behind it
     */
    public <T> CompletableFuture<T> endWith(CompletableFuture<T> future, Function<? super T, ModelAnswer> reader) {
        step.leave();
        return AfterEnd.of(recorder, future, (value, error) -> end(value == null ? null : reader.apply(value), error));
    }

    /** The answer comes in bit by bit, and the call ends with the stream. The calling thread is still within the call until it {@link #leave leaves}. */
    public ModelStream stream() {
        return new ModelStream(this, recorder);
    }

    /** Notes that the calling thread is no longer within the call, which goes on. */
    public void leave() {
        step.leave();
    }

    void askedBy(ModelAnswer soFar) {
        toolRequests.askedBy(step.id(), soFar.requests());
    }

    /** Where the call was made. */
    Place around() {
        return around;
    }

    long sinceBeginMillis() {
        return (System.nanoTime() - began) / NANOS_PER_MILLI;
    }

    void settleBeforeNext(Runnable settling) {
        step.settleBeforeNext(settling);
    }

    synchronized void settle(ModelAnswer soFar, Long firstTokenMillis) {
        if (!over) {
            note(soFar, false, null, firstTokenMillis);
        }
    }

    synchronized void endStream(ModelAnswer answer, boolean whole, Throwable error, Long firstTokenMillis) {
        if (!over) {
            over = true;
            note(answer, whole, error, firstTokenMillis);
        }
    }

    private void note(ModelAnswer answer, boolean whole, Throwable error, Long firstTokenMillis) {
        if (answer == null) {
            step.end(null, error);
            return;
        }
        askedBy(answer);
        step.end(answer.recorded(whole && error == null), error, answer.facts(prices, provider, model, firstTokenMillis));
    }
}
