package dev.pathwarden.workbench.task;

import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;

/** A task that was handed to an executor. Its properties change on the JavaFX thread only. */
public final class RunningTask {

    private final String title;
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(this, "progress", -1);
    private volatile boolean cancelled;

    RunningTask(String title) {
        this.title = title;
    }

    /** What is being done, for people. */
    public String title() {
        return title;
    }

    /** How far it is, 0 to 1; negative where that cannot be told. */
    public ReadOnlyDoubleProperty progressProperty() {
        return progress.getReadOnlyProperty();
    }

    /** Asks the work to end and drops its result. Safe for any thread; no effect on a task that has ended. */
    public void cancel() {
        cancelled = true;
    }

    /** Whether it was cancelled. */
    public boolean isCancelled() {
        return cancelled;
    }

    void progress(double done) {
        progress.set(done);
    }
}
