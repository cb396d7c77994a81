package dev.pathwarden.recorder.hooks.model;

import dev.pathwarden.recorder.context.Place;
import dev.pathwarden.recorder.context.Recorder;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/**
 * The answer to a model call as it comes in. What has come in by the time the run decides something else is noted then, so that the decision knows it. For any
 * thread; faults of a reader are kept from the program.
 */
public final class ModelStream {

    private final ModelCall call;
    private final Recorder recorder;
    private final ModelAnswer soFar = new ModelAnswer();
    private Long firstTokenMillis;
    private boolean settling;
    private int toolRequests;

    ModelStream(ModelCall call, Recorder recorder) {
        this.call = call;
        this.recorder = recorder;
    }

    /** Notes a part. @param adding adds it to what has come in before */
    public void arrived(Consumer<ModelAnswer> adding) {
        if (call.over()) {
            return;
        }
        recorder.quietly(() -> {
            if (add(adding)) {
                call.settleBeforeNext(this::settle);
            }
        });
    }

    private synchronized boolean add(Consumer<ModelAnswer> adding) {
        if (firstTokenMillis == null) {
            firstTokenMillis = call.sinceBeginMillis();
        }
        adding.accept(soFar);
        int asked = soFar.requests().size();
        if (asked > toolRequests) {
            toolRequests = asked;
            // Now and not at the end: a program may run a tool while the rest of the answer still comes.
            call.askedBy(soFar);
        }
        boolean first = !settling;
        settling = true;
        return first;
    }

    private synchronized void settle() {
        settling = false;
        call.settle(soFar, firstTokenMillis);
    }

    /** The stream has ended, and what came in is the whole answer. */
    public void completed() {
        recorder.quietly(() -> end(soFar, true, null));
    }

    /** The stream has ended with an answer that the library put together. @param whole reads it */
    public void completed(Consumer<ModelAnswer> whole) {
        recorder.quietly(() -> {
            ModelAnswer answer = new ModelAnswer();
            whole.accept(answer);
            end(answer, true, null);
        });
    }

    /** The stream broke off. */
    public void failed(Throwable error) {
        recorder.quietly(() -> end(soFar, false, error));
    }

    /** The program wants no more of it: what came in is the answer, and marked as incomplete. */
    public void cancelled() {
        recorder.quietly(() -> end(soFar, false, null));
    }

    private synchronized void end(ModelAnswer answer, boolean whole, Throwable error) {
        call.endStream(answer, whole && !(error instanceof CancellationException), error, firstTokenMillis);
    }

    /** Runs the program's own code that reacts to the answer: it happens where the call was made, and not within it. */
    public <T, E extends Throwable> T outside(Callback<T, E> callback) throws E {
        Place before = recorder.moveTo(call.around());
        try {
            return callback.call();
        } finally {
            recorder.moveTo(before);
        }
    }

    /** The program's own code. */
    @FunctionalInterface
    public interface Callback<T, E extends Throwable> {
        /** Calls it. */
        T call() throws E;
    }
}
