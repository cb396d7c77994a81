package dev.pathwarden.workbench.task;

import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import javafx.collections.ObservableList;

/** One run of a task from its first to its last handler, whatever threads are behind the two executors. */
final class TaskRun<T> implements Runnable, Progress {

    /** Progress is told when it moved by this much, so that fast work does not flood the JavaFX thread. */
    private static final double STEP = 0.01;

    private final BackgroundTask<T> task;
    private final RunningTask handle;
    private final ObservableList<RunningTask> running;
    private final Executor ui;
    private final FaultLog faults;
    private double told = -1;

    TaskRun(BackgroundTask<T> task, RunningTask handle, ObservableList<RunningTask> running, Executor ui, FaultLog faults) {
        this.task = task;
        this.handle = handle;
        this.running = running;
        this.ui = ui;
        this.faults = faults;
    }

    @Override
    public void run() {
        try {
            checkCancelled();
            T result = task.run(this);
            end(() -> task.succeed(result));
        } catch (CancellationException e) {
            handle.cancel();
            end(() -> { });
        } catch (Exception e) {
            fail(e);
        } catch (Error e) {
            fail(e);
            if (!(e instanceof StackOverflowError) && !(e instanceof OutOfMemoryError)) {
                throw e;
            }
        }
    }

    private void fail(Throwable thrown) {
        Exception told = TaskFailedException.told(task.title(), thrown, faults);
        end(() -> task.fail(told));
    }

    private void end(Runnable handler) {
        ui.execute(() -> {
            running.remove(handle);
            try {
                if (!handle.isCancelled()) {
                    handler.run();
                }
            } finally {
                task.finish();
            }
        });
    }

    @Override
    public void update(double done) {
        if (Math.abs(done - told) >= STEP || done >= 1) {
            told = done;
            ui.execute(() -> handle.progress(done));
        }
    }

    @Override
    public boolean isCancelled() {
        return handle.isCancelled();
    }
}
