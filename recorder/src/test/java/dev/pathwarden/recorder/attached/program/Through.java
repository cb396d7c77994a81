package dev.pathwarden.recorder.attached.program;

import dev.pathwarden.recorder.attached.program.ways.Scene;
import dev.pathwarden.recorder.attached.program.ways.Way;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.ref.Cleaner;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

/** What stands between the agent and the code that causes an effect. */
public enum Through {
    DIRECT("direct", 17) {
        @Override
        void call(Way way, Scene scene) throws Throwable {
            way.cause(scene);
        }
    },
    LAMBDA("lambda", 17) {
        @Override
        void call(Way way, Scene scene) throws Throwable {
            Callable<Void> lambda = () -> caused(way, scene);
            lambda.call();
        }
    },
    REFLECTION("reflection", 17) {
        @Override
        void call(Way way, Scene scene) throws Throwable {
            Way.class.getMethod("cause", Scene.class).invoke(way, scene);
        }
    },
    METHOD_HANDLE("method-handle", 17) {
        @Override
        void call(Way way, Scene scene) throws Throwable {
            MethodHandles.lookup().findVirtual(Way.class, "cause", MethodType.methodType(void.class, Scene.class)).invoke(way, scene);
        }
    },
    PROXY("proxy", 17) {
        @Override
        void call(Way way, Scene scene) throws Throwable {
            Way proxy = (Way) Proxy.newProxyInstance(Way.class.getClassLoader(), new Class<?>[] {Way.class}, (self, method, arguments) -> caused(way, (Scene) arguments[0]));
            proxy.cause(scene);
        }
    },
    THREAD("thread", 17) {
        @Override
        void call(Way way, Scene scene) throws Throwable {
            FutureTask<Void> task = new FutureTask<>(() -> caused(way, scene));
            new Thread(task).start();
            task.get();
        }
    },
    VIRTUAL_THREAD("virtual-thread", 21) {
        @Override
        void call(Way way, Scene scene) throws Throwable {
            FutureTask<Void> task = new FutureTask<>(() -> caused(way, scene));
            Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, task);
            task.get();
        }
    },
    VIRTUAL_EXECUTOR("virtual-executor", 21) {
        @Override
        void call(Way way, Scene scene) throws Throwable {
            ExecutorService executor = (ExecutorService) Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
            try {
                executor.submit(() -> caused(way, scene)).get();
            } finally {
                executor.shutdown();
            }
        }
    },
    EXECUTOR("executor", 17) {
        @Override
        void call(Way way, Scene scene) throws Throwable {
            POOL.submit(() -> caused(way, scene)).get();
        }
    },
    SCHEDULED("scheduled-executor", 17) {
        @Override
        void call(Way way, Scene scene) throws Throwable {
            SCHEDULER.schedule(() -> caused(way, scene), 1, TimeUnit.MILLISECONDS).get();
        }
    },
    FORK_JOIN("fork-join", 17) {
        @Override
        void call(Way way, Scene scene) throws Throwable {
            ForkJoinPool.commonPool().submit((Callable<Void>) () -> caused(way, scene)).get();
        }
    },
    COMPLETABLE_FUTURE("completable-future", 17) {
        @Override
        void call(Way way, Scene scene) throws Throwable {
            CompletableFuture.supplyAsync(() -> "").thenAccept(nothing -> unchecked(way, scene)).get();
        }
    },
    PARALLEL_STREAM("parallel-stream", 17) {
        @Override
        void call(Way way, Scene scene) {
            IntStream.range(0, 8).parallel().filter(i -> i == 5).forEach(i -> unchecked(way, scene));
        }
    },
    TIMER("timer", 17) {
        @Override
        void call(Way way, Scene scene) throws Throwable {
            FutureTask<Void> task = new FutureTask<>(() -> caused(way, scene));
            TIMER_THREAD.schedule(new TimerTask() {
                @Override
                public void run() {
                    task.run();
                }
            }, 1);
            task.get();
        }
    },
    STRUCTURED_TASK("structured-task", 25) {
        @Override
        void call(Way way, Scene scene) throws Throwable {
            Class<?> type = Class.forName("java.util.concurrent.StructuredTaskScope");
            try (AutoCloseable scope = (AutoCloseable) type.getMethod("open").invoke(null)) {
                type.getMethod("fork", Callable.class).invoke(scope, (Callable<Void>) () -> caused(way, scene));
                type.getMethod("join").invoke(scope);
            }
        }
    },
    STATIC_INITIALISER("static-initialiser", 17) {
        @Override
        void call(Way way, Scene scene) throws Throwable {
            StaticInitialiser.initialise(() -> caused(way, scene));
        }
    },
    CLEANER("cleaner", 17) {
        @Override
        void call(Way way, Scene scene) throws Throwable {
            FutureTask<Void> task = new FutureTask<>(() -> caused(way, scene));
            GARBAGE.register(new Object(), task);
            for (boolean gone = false; !gone;) {
                System.gc();
                gone = isDone(task);
            }
        }
    },
    /** The effect comes when the JVM ends, so nobody waits for it here. */
    SHUTDOWN_HOOK("shutdown-hook", 17) {
        @Override
        void call(Way way, Scene scene) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println(scene.token() + " " + Effects.outcome(DIRECT, way, scene))));
        }
    };

    private static final ExecutorService POOL = Executors.newFixedThreadPool(1);
    private static final ScheduledExecutorService SCHEDULER = Executors.newScheduledThreadPool(1);
    private static final Timer TIMER_THREAD = new Timer(true);
    private static final Cleaner GARBAGE = Cleaner.create();

    private final String text;
    private final int from;

    Through(String text, int from) {
        this.text = text;
        this.from = from;
    }

    /** The name as it stands in the table. */
    public String text() {
        return text;
    }

    /** The first JDK that has it. */
    public int from() {
        return from;
    }

    /** Whether the call returns before the effect has happened. */
    boolean later() {
        return this == SHUTDOWN_HOOK;
    }

    /** Threads that serve several calls exist before the agent begins, as they would in a server. */
    static void startThreads() throws Exception {
        POOL.submit(() -> { }).get();
        SCHEDULER.submit(() -> { }).get();
        ForkJoinPool.commonPool().submit(() -> { }).get();
    }

    abstract void call(Way way, Scene scene) throws Throwable;

    /** Waits a little for the task, and lets out what it throws. */
    private static boolean isDone(FutureTask<Void> task) throws Exception {
        try {
            task.get(100, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException notYet) {
            return false;
        }
    }

    private static Void caused(Way way, Scene scene) throws Exception {
        try {
            way.cause(scene);
            return null;
        } catch (Exception | Error thrown) {
            throw thrown;
        } catch (Throwable thrown) {
            throw new InvocationTargetException(thrown);
        }
    }

    private static void unchecked(Way way, Scene scene) {
        try {
            caused(way, scene);
        } catch (RuntimeException thrown) {
            throw thrown;
        } catch (Exception thrown) {
            throw new IllegalStateException(thrown);
        }
    }
}
