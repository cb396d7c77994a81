package dev.pathwarden.workbench.task;

/** Keeps one task of a kind under way: a new one cancels the one before, so that an old result never overtakes a new one. For the JavaFX thread. */
public final class Latest {

    private final TaskExecutor executor;
    private RunningTask current;

    public Latest(TaskExecutor executor) {
        this.executor = executor;
    }

    /** Cancels the task before, if it still runs, and starts this one. */
    public void execute(BackgroundTask<?> task) {
        cancel();
        current = executor.execute(task);
    }

    /** Cancels the task under way, if any. */
    public void cancel() {
        if (current != null) {
            current.cancel();
        }
    }
}
