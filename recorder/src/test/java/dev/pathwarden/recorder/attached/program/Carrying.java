package dev.pathwarden.recorder.attached.program;

import java.io.FileWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RecursiveAction;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Makes files inside and outside of an agent's run, on all kinds of threads. Each file says by its name where it belongs: {@code in-...} or {@code out-...}. */
public final class Carrying {

    private static final CountDownLatch ENDED = new CountDownLatch(1);
    private static final int DELAY_SCHEDULER = 25;

    private final Path directory;
    private final LinkedBlockingQueue<Runnable> outsiderTasks = new LinkedBlockingQueue<>();
    private final ExecutorService pool = Executors.newFixedThreadPool(1);

    private Carrying(Path directory) {
        this.directory = directory;
    }

    /** Runs the agent once, between other work. */
    public static void main(String[] arguments) throws Exception {
        Carrying carrying = new Carrying(Path.of(arguments[0]));
        carrying.pool.submit(() -> carrying.make("out-pool-before")).get();
        carrying.make("out-before");
        carrying.startOutsider();
        carrying.agent("make the files");
        ENDED.countDown();
        carrying.make("out-after");
        carrying.pool.submit(() -> carrying.make("out-pool-after")).get();
        carrying.pool.shutdown();
        carrying.pool.awaitTermination(1, TimeUnit.MINUTES);
        System.out.println("end");
    }

    /** The agent. */
    public String agent(String task) throws Exception {
        make("in-same-thread");
        Thread thread = new Thread(() -> {
            make("in-thread");
            Thread nested = new Thread(() -> make("in-nested-thread"));
            nested.start();
            join(nested);
        });
        thread.start();
        thread.join();
        pool.submit(() -> make("in-submit")).get();
        CountDownLatch executed = new CountDownLatch(1);
        pool.execute(() -> {
            make("in-execute");
            executed.countDown();
        });
        executed.await();
        ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(1);
        scheduler.schedule(() -> make("in-schedule"), 1, TimeUnit.MILLISECONDS).get();
        scheduler.shutdown();
        ForkJoinPool forkJoin = new ForkJoinPool(2);
        forkJoin.submit((Runnable) () -> make("in-fork-join-runnable")).get();
        forkJoin.submit((Callable<Void>) () -> make("in-fork-join-callable")).get();
        forkJoin.invoke(new RecursiveAction() {
            @Override
            protected void compute() {
                make("in-recursive-action");
            }
        });
        forkJoin.shutdown();
        IntStream.range(0, 8).parallel().forEach(i -> make("in-parallel-stream-" + i));
        CompletableFuture.runAsync(() -> make("in-run-async"), pool)
                .thenRunAsync(() -> make("in-then-run-async"), pool)
                .thenRun(() -> make("in-then-run")).get();
        completedByAnother();
        oneTaskTwice();
        taskThatWasRejected();
        workStealing();
        delayed();
        if (Runtime.version().feature() >= 21) {
            ((Thread) Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, (Runnable) () -> make("in-virtual-thread"))).join();
        }
        pool.execute(this::late);
        return "done";
    }

    /** A thread outside of any run that does what it is told, which is handed over in a way that carries nothing. */
    private void startOutsider() {
        Thread outsider = new Thread(() -> {
            while (true) {
                try {
                    outsiderTasks.take().run();
                } catch (InterruptedException e) {
                    return;
                }
            }
        });
        outsider.setDaemon(true);
        outsider.start();
    }

    /** Stages that are attached here and run by a thread outside of the run. */
    private void completedByAnother() throws Exception {
        CompletableFuture<String> future = new CompletableFuture<>();
        CompletableFuture<String> other = new CompletableFuture<>();
        CompletableFuture<String> failing = new CompletableFuture<>();
        List<CompletableFuture<?>> stages = List.of(
                future.thenRun(() -> make("in-stage-completed-by-another")),
                future.thenCombine(other, (one, two) -> make("in-then-combine")),
                future.thenAcceptBoth(other, (one, two) -> make("in-then-accept-both")),
                future.runAfterBoth(other, () -> make("in-run-after-both")),
                future.applyToEither(other, either -> make("in-apply-to-either")),
                future.acceptEither(other, either -> make("in-accept-either")),
                future.runAfterEither(other, () -> make("in-run-after-either")),
                future.thenCombineAsync(other, (one, two) -> make("in-then-combine-async")),
                failing.exceptionallyCompose(failure -> CompletableFuture.completedFuture(String.valueOf(make("in-exceptionally-compose")))));
        outsiderTasks.add(() -> {
            future.complete("");
            other.complete("");
            failing.completeExceptionally(new IllegalStateException());
        });
        for (CompletableFuture<?> stage : stages) {
            stage.get();
        }
    }

    /** The same object waits twice in a queue. */
    private void oneTaskTwice() throws Exception {
        AtomicInteger number = new AtomicInteger();
        CountDownLatch queued = new CountDownLatch(1);
        pool.execute(() -> await(queued));
        Runnable task = () -> make("in-one-task-" + number.incrementAndGet());
        pool.execute(task);
        pool.execute(task);
        queued.countDown();
        pool.submit(() -> { }).get();
    }

    /** A task that pools dropped or gave back here is run by somebody outside of the run. */
    private void taskThatWasRejected() throws Exception {
        Runnable task = () -> make("out-rejected-before");
        CountDownLatch queued = new CountDownLatch(1);
        ThreadPoolExecutor full = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(1), new ThreadPoolExecutor.DiscardPolicy());
        full.execute(() -> occupy(queued));
        full.execute(task);
        full.execute(task);
        full.remove(task);
        full.execute(task);
        full.shutdownNow();
        queued.countDown();
        CountDownLatch done = new CountDownLatch(1);
        outsiderTasks.add(() -> {
            pool.execute(task);
            pool.execute(done::countDown);
        });
        done.await();
    }

    private void workStealing() throws Exception {
        ExecutorService stealing = Executors.newWorkStealingPool(2);
        stealing.invokeAll(List.of(() -> make("in-invoke-all"), () -> make("in-invoke-all-too")));
        stealing.invokeAny(List.of((Callable<Void>) () -> make("in-invoke-any")));
        stealing.invokeAny(List.of((Callable<Void>) () -> make("in-invoke-any-timed")), 1, TimeUnit.MINUTES);
        stealing.invokeAll(List.of((Callable<Void>) () -> make("in-invoke-all-timed")), 1, TimeUnit.MINUTES);
        stealing.shutdown();
    }

    private void delayed() throws Exception {
        CompletableFuture.runAsync(() -> make("in-delayed-executor"), CompletableFuture.delayedExecutor(1, TimeUnit.MILLISECONDS)).get();
        if (Runtime.version().feature() >= DELAY_SCHEDULER) {
            ForkJoinPool common = ForkJoinPool.commonPool();
            Runnable scheduled = () -> make("in-fork-join-schedule");
            ((Future<?>) ForkJoinPool.class.getMethod("schedule", Runnable.class, long.class, TimeUnit.class).invoke(common, scheduled, 1, TimeUnit.MILLISECONDS)).get();
            for (String submit : List.of("externalSubmit", "lazySubmit")) {
                ForkJoinTask<?> task = ForkJoinTask.adapt(() -> make("in-" + submit));
                ForkJoinPool.class.getMethod(submit, ForkJoinTask.class).invoke(common, task);
                common.submit(() -> { });
                task.get();
            }
        }
    }

    /** Begins when the run has ended. */
    private void late() {
        await(ENDED);
        make("out-late");
    }

    /** Waits, or for the end of the pool whose thread waits here. */
    private static void occupy(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException shutDown) {
            Thread.currentThread().interrupt();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Void make(String name) {
        try {
            new FileWriter(directory.resolve(name).toFile()).close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return null;
    }
}
