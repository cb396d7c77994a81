package dev.pathwarden.policies.rehearsal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Works on several runs at a time, as many as the machine has processors, and hands over what came of each in the order in which they were given. For one thread, which gives work and is handed over to; the work itself is for any.
 *
 * @param <T> what comes of the work
 */
final class SideBySide<T> implements AutoCloseable {

    /** More would hold more runs in memory than it gains time. */
    private static final int MOST = 8;

    /** Work that was given, and whom what comes of it is handed to. */
    private record Given<T>(Future<T> result, Consumer<T> then) {
    }

    private final int workers = Math.min(MOST, Runtime.getRuntime().availableProcessors());
    private final Deque<Given<T>> given = new ArrayDeque<>();
    /** Null as long as there is no work for it. */
    private ExecutorService executor;

    /** Gives work, and hands over what is done by then. Waits where much is given that is not done. */
    void add(Supplier<T> work, Consumer<T> then) {
        if (executor == null) {
            executor = Executors.newFixedThreadPool(workers, SideBySide::thread);
        }
        given.add(new Given<>(executor.submit(work::get), then));
        while (given.size() > 2 * workers || !given.isEmpty() && given.peek().result().isDone()) {
            handOver();
        }
    }

    /** Hands over what came of all work that was given. */
    void finish() {
        while (!given.isEmpty()) {
            handOver();
        }
    }

    private void handOver() {
        Given<T> next = given.remove();
        T result;
        try {
            result = next.result().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while runs were worked on");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            // Work is a supplier, which throws nothing that is checked.
            throw (RuntimeException) e.getCause();
        }
        next.then().accept(result);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "rehearsal");
        thread.setDaemon(true);
        return thread;
    }

    /** Drops what is not handed over. */
    @Override
    public void close() {
        given.clear();
        if (executor != null) {
            executor.shutdownNow();
            executor = null;
        }
    }
}
