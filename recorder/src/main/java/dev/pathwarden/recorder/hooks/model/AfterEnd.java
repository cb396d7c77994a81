package dev.pathwarden.recorder.hooks.model;

import dev.pathwarden.recorder.context.Recorder;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;

/**
 * Stands for a library's future and completes as that does, after its end was noted. A stage that the program attached to the library's own would run
 * before ours, since stages run last attached first. Cancelling it cancels the library's.
 */
public final class AfterEnd<T> extends CompletableFuture<T> {

    private final CompletableFuture<T> future;

    private AfterEnd(CompletableFuture<T> future) {
        this.future = future;
    }

    /**
     * What stands for the future.
     *
     * @param ended notes the end, with what the future completed with or what went wrong
     */
    public static <T> CompletableFuture<T> of(Recorder recorder, CompletableFuture<T> future, BiConsumer<? super T, Throwable> ended) {
        AfterEnd<T> after = new AfterEnd<>(future);
        future.whenComplete((value, error) -> {
            Throwable failure = error;
            try {
                recorder.quietly(() -> ended.accept(value, error instanceof CompletionException wrapped && wrapped.getCause() != null ? wrapped.getCause() : error));
            } catch (PathwardenBlockedException | PathwardenAbort refusal) {
                failure = refusal;
            }
            if (failure == null) {
                after.complete(value);
            } else {
                after.completeExceptionally(failure);
            }
        });
        return after;
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        future.cancel(mayInterruptIfRunning);
        return cancelled;
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new CompletableFuture<>();
    }
}
