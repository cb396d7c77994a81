package dev.pathwarden.workbench.task;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import javafx.application.Platform;

/**
 * Something that a task has to ask the user before it can go on.
 *
 * @param dialog asks, on the thread of the window; null for no answer
 */
public record Question<T>(Callable<T> dialog) {

    /** Asks and waits; null without an answer, where the task is cancelled, and on the thread of the window, which cannot wait for itself. */
    public T ask() {
        if (Platform.isFxApplicationThread()) {
            return null;
        }
        FutureTask<T> asking = new FutureTask<>(dialog);
        Platform.runLater(asking);
        try {
            return asking.get();
        } catch (InterruptedException e) {
            asking.cancel(false);
            Thread.currentThread().interrupt();
            return null;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a question could not be asked", e.getCause());
        }
    }
}
