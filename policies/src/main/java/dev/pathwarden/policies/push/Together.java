package dev.pathwarden.policies.push;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks several receivers at once, so that one that does not answer takes no longer than its own time. */
final class Together {

    private static final int MOST_THREADS = 16;
    private static final long LOOK_EVERY_MILLIS = 50;

    private Together() {
    }

    /** Asks one. */
    @FunctionalInterface
    interface Question<T, R> {
        R ask(T of) throws InterruptedException;
    }

    /**
     * The answers, in the order of those who were asked.
     *
     * @throws CancellationException if the watch, or who interrupts this thread, ends it
     */
    static <T, R> List<R> ask(List<T> all, Question<T, R> question, Watch watch) {
        ExecutorService threads = Executors.newFixedThreadPool(Math.max(1, Math.min(MOST_THREADS, all.size())), task -> {
            Thread thread = new Thread(task, "pathwarden-push");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<R>> asked = new ArrayList<>();
            for (T each : all) {
                asked.add(threads.submit(() -> question.ask(each)));
            }
            List<R> answers = new ArrayList<>();
            for (Future<R> each : asked) {
                answers.add(await(each, asked, watch));
            }
            watch.done(all.size(), all.size());
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }

    private static <R> R await(Future<R> one, List<Future<R>> all, Watch watch) {
        while (true) {
            watch.checkCancelled();
            watch.done((int) all.stream().filter(Future::isDone).count(), all.size());
            try {
                return one.get(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException notYet) {
                continue;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancellationException();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof RuntimeException bug) {
                    throw bug;
                }
                throw new IllegalStateException(e.getCause());
            }
        }
    }
}
