package dev.pathwarden.workbench.task;

import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** Runs everything at once on the calling thread, so that view models can be tested without a toolkit. */
public final class SameThreadTaskExecutor implements TaskExecutor {

    private final ObservableList<RunningTask> running = FXCollections.observableArrayList();
    private final ObservableList<RunningTask> shown = FXCollections.unmodifiableObservableList(running);
    private final FaultLog faults;

    public SameThreadTaskExecutor() {
        this(FaultLog.of(System.getenv()));
    }

    SameThreadTaskExecutor(FaultLog faults) {
        this.faults = faults;
    }

    @Override
    public <T> RunningTask execute(BackgroundTask<T> task) {
        RunningTask handle = new RunningTask(task.title());
        running.add(handle);
        new TaskRun<>(task, handle, running, Runnable::run, faults).run();
        return handle;
    }

    @Override
    public void later(Runnable action) {
        action.run();
    }

    @Override
    public ObservableList<RunningTask> running() {
        return shown;
    }

    @Override
    public void close() {
        running.forEach(RunningTask::cancel);
    }
}
