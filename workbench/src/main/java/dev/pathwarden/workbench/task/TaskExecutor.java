package dev.pathwarden.workbench.task;

import javafx.collections.ObservableList;

/** Runs {@link BackgroundTask}s. One for the whole window, handed to whoever needs it. */
public interface TaskExecutor extends AutoCloseable {

    /**
     * Starts a task.
     *
     * @return the running task, to follow or cancel it
     */
    <T> RunningTask execute(BackgroundTask<T> task);

    /** Runs something on the JavaFX thread, later and in the order of the calls. Safe for any thread. */
    void later(Runnable action);

    /** Tasks under way, oldest first; changes on the JavaFX thread. Unmodifiable. */
    ObservableList<RunningTask> running();

    /** Cancels what is under way and takes nothing more. */
    @Override
    void close();
}
