package dev.pathwarden.recorder.attached.program;

import java.io.FileWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RecursiveAction;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Makes files inside and outside of an agent's run, on all kinds of threads. Each file says by its name where it belongs: {@code in-...} or {@code out-...}. */
public final class Carrying {

    private static final CountDownLatch ENDED = new CountDownLatch(1);

    private final Path directory;
    private final ExecutorService pool = Executors.newFixedThreadPool(1);

    private Carrying(Path directory) {
        this.directory = directory;
    }

    /** Runs the agent once, between other work. */
    public static void main(String[] arguments) throws Exception {
        Carrying carrying = new Carrying(Path.of(arguments[0]));
        carrying.pool.submit(() -> carrying.make("out-pool-before")).get();
        carrying.make("out-before");
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
        if (Runtime.version().feature() >= 21) {
            ((Thread) Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, (Runnable) () -> make("in-virtual-thread"))).join();
        }
        pool.execute(this::late);
        return "done";
    }

    /** A stage that is attached here and run by a thread that started before the run. */
    private void completedByAnother() throws Exception {
        CompletableFuture<Void> future = new CompletableFuture<>();
        CompletableFuture<Void> stage = future.thenRun(() -> make("in-stage-completed-by-another"));
        pool.execute(() -> future.complete(null));
        stage.get();
    }

    /** Begins when the run has ended. */
    private void late() {
        try {
            ENDED.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        make("out-late");
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
