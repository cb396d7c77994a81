package dev.pathwarden.workbench.task;

import java.util.ArrayDeque;
import java.util.Deque;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** Keeps what is to be done until a test says so, so that much can be asked for before any of it is done. All on the calling thread. */
public final class SteppedTaskExecutor implements TaskExecutor {

    private final ObservableList<RunningTask> running = FXCollections.observableArrayList();
    private final Deque<Runnable> waiting = new ArrayDeque<>();

    @Override
    public <T> RunningTask execute(BackgroundTask<T> task) {
        RunningTask handle = new RunningTask(task.title());
        running.add(handle);
        waiting.add(new TaskRun<>(task, handle, running, Runnable::run, null));
        return handle;
    }

    @Override
    public void later(Runnable action) {
        action.run();
    }

    /** Does what was asked for first and is not done. */
    public void step() {
        waiting.remove().run();
    }

    /** Does all that was asked for, and what comes of that. */
    public void stepAll() {
        while (!waiting.isEmpty()) {
            step();
        }
    }

    /** Cancels all that was asked for and is not done, as a user does in the status bar. */
    public void cancelAll() {
        running.forEach(RunningTask::cancel);
        stepAll();
    }

    @Override
    public ObservableList<RunningTask> running() {
        return running;
    }

    @Override
    public void close() {
        running.forEach(RunningTask::cancel);
        waiting.clear();
    }
}
