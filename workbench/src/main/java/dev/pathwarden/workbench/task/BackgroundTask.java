package dev.pathwarden.workbench.task;

import java.util.Objects;
import java.util.function.Consumer;

/**
 * A piece of work and what to do with its result. Describes only; a {@link TaskExecutor} runs it.
 *
 * <p>The work runs on a background thread. All handlers run on the JavaFX thread, and none of them runs once the task was
 * cancelled, except the one for the end.
 *
 * @param <T> the result
 */
public final class BackgroundTask<T> {

    private final String title;
    private final Work<T> work;
    private Consumer<? super T> success = result -> { };
    private Consumer<? super Exception> failure = error -> { };
    private Runnable finished = () -> { };

    private BackgroundTask(String title, Work<T> work) {
        this.title = Objects.requireNonNull(title, "title");
        this.work = Objects.requireNonNull(work, "work");
    }

    /**
     * Describes work.
     *
     * @param title what is being done, for the status bar
     * @param work the work
     */
    public static <T> BackgroundTask<T> of(String title, Work<T> work) {
        return new BackgroundTask<>(title, work);
    }

    /** Sets what to do with the result. */
    public BackgroundTask<T> onSuccess(Consumer<? super T> handler) {
        success = handler;
        return this;
    }

    /** Sets what to do with what the work threw.. */
    public BackgroundTask<T> onFailure(Consumer<? super Exception> handler) {
        failure = handler;
        return this;
    }

    /** Sets what to do at the end in any case: done, failed or cancelled. */
    public BackgroundTask<T> onFinished(Runnable handler) {
        finished = handler;
        return this;
    }

    /** What is being done, for the status bar. */
    public String title() {
        return title;
    }

    T run(Progress progress) throws Exception {
        return work.run(progress);
    }

    void succeed(T result) {
        success.accept(result);
    }

    void fail(Exception error) {
        failure.accept(error);
    }

    void finish() {
        finished.run();
    }

    /**
     * The work itself.
     *
     * @param <T> the result
     */
    @FunctionalInterface
    public interface Work<T> {
        /**
         * Does the work on a background thread.
         *
         * @throws Exception what went wrong; a {@link java.util.concurrent.CancellationException} where it was cancelled
         */
        T run(Progress progress) throws Exception;
    }
}
