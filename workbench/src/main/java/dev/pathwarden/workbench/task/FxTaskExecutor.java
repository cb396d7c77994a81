package dev.pathwarden.workbench.task;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import javafx.application.Platform;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** Runs work on a few daemon threads and its handlers on the JavaFX thread. */
public final class FxTaskExecutor implements TaskExecutor {

    /** Two at least, so that a quick look-up does not wait behind a long dry run on a small machine. */
    private static final int THREADS = Math.max(2, Runtime.getRuntime().availableProcessors());

    private final ObservableList<RunningTask> running = FXCollections.observableArrayList();
    private final ObservableList<RunningTask> shown = FXCollections.unmodifiableObservableList(running);
    private final FaultLog faults = FaultLog.of(System.getenv());
    private final ExecutorService background = Executors.newFixedThreadPool(THREADS, work -> {
        Thread thread = new Thread(work, "workbench-task");
        thread.setDaemon(true);
        return thread;
    });

    /** To be called on the JavaFX thread. */
    @Override
    public <T> RunningTask execute(BackgroundTask<T> task) {
        RunningTask handle = new RunningTask(task.title());
        running.add(handle);
        try {
            background.execute(new TaskRun<>(task, handle, running, Platform::runLater, faults));
        } catch (RejectedExecutionException closed) {
            handle.cancel();
            running.remove(handle);
        }
        return handle;
    }

    @Override
    public void later(Runnable action) {
        Platform.runLater(action);
    }

    @Override
    public ObservableList<RunningTask> running() {
        return shown;
    }

    @Override
    public void close() {
        List.copyOf(running).forEach(RunningTask::cancel);
        background.shutdownNow();
    }
}
