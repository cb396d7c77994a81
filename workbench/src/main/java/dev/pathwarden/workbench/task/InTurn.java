package dev.pathwarden.workbench.task;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/** Runs tasks of a kind one after the other, each to its end: none overtakes another, and none cancels another. For the JavaFX thread. */
public final class InTurn {

    private final TaskExecutor executor;
    private final Deque<Supplier<BackgroundTask<?>>> waiting = new ArrayDeque<>();
    private boolean running;

    public InTurn(TaskExecutor executor) {
        this.executor = executor;
    }

    /**
     * Runs a task behind all that were asked for before.
     *
     * @param task says what is to be done once it is its turn
     */
    public void execute(Supplier<BackgroundTask<?>> task) {
        waiting.add(task);
        next();
    }

    private void next() {
        if (!running && !waiting.isEmpty()) {
            running = true;
            executor.execute(waiting.remove().get().onFinished(() -> {
                running = false;
                next();
            }));
        }
    }
}
