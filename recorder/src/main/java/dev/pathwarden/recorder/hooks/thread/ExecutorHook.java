package dev.pathwarden.recorder.hooks.thread;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import dev.pathwarden.recorder.context.Carried;
import dev.pathwarden.recorder.context.Queued;
import dev.pathwarden.recorder.context.Recorder;
import dev.pathwarden.recorder.hooks.Hook;
import dev.pathwarden.recorder.hooks.HookPoint;
import dev.pathwarden.recorder.hooks.HookPoint.Shape;
import dev.pathwarden.recorder.hooks.Interceptor;
import dev.pathwarden.recorder.hooks.Target;
import java.lang.reflect.Field;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Tasks of {@code ThreadPoolExecutor} and {@code ScheduledThreadPoolExecutor}, and so of everything that submits to them.
 *
 * <p>Tasks are not wrapped, since programs look for theirs in the queue; a task is recognised when a worker takes it. One object that waits several times, as a lambda without
 * variables does, is run in the order it was handed over in.
 */
public final class ExecutorHook implements Hook {

    private static final String POOL = "java.util.concurrent.ThreadPoolExecutor";

    private final Recorder recorder;
    private final Queued waiting = new Queued();
    private final Carried scheduled = new Carried();
    private final Field firstTask;

    /**
     * The hook.
     *
     * @throws ReflectiveOperationException if the JDK's workers keep their first task elsewhere than they are known to
     */
    public ExecutorHook(Recorder recorder) throws ReflectiveOperationException {
        this.recorder = recorder;
        firstTask = Class.forName(POOL + "$Worker").getDeclaredField("firstTask");
        firstTask.setAccessible(true);
    }

    @Override
    public String id() {
        return "thread.executor";
    }

    @Override
    public List<HookPoint> points() {
        return List.of(
                HookPoint.inJdk(POOL, named("execute").and(takesArguments(Runnable.class)), (self, arguments) -> {
                    if (arguments[0] != null) {
                        waiting.put(arguments[0], recorder.here());
                    }
                    return null;
                }, ExecutorHook::canary),
                unproved(POOL, "reject", (self, arguments) -> {
                    waiting.takeBack(arguments[0]);
                    return null;
                }),
                unproved(POOL, "remove", new Removed()),
                unproved(POOL, "shutdownNow", new Removed()),
                unproved("java.util.concurrent.ScheduledThreadPoolExecutor", "delayedExecute", (self, arguments) -> {
                    scheduled.put(arguments[0], recorder.here());
                    return null;
                }),
                unproved(POOL, "runWorker", (self, arguments) -> {
                    begin(firstTask.get(arguments[0]));
                    return null;
                }),
                unproved(POOL, "getTask", new Interceptor() {
                    @Override
                    public Object enter(Object self, Object[] arguments) {
                        return Boolean.TRUE;
                    }

                    @Override
                    public Object exit(Object token, Object result, Throwable error) {
                        begin(result);
                        return result;
                    }
                }));
    }

    /** Hands a task to a pool that takes none any more, so that no thread is started. */
    private static void canary() {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
        pool.shutdown();
        pool.execute(() -> { });
    }

    // No canary: these are private steps of a pool that would have to have threads first.
    private static HookPoint unproved(String className, String method, Interceptor interceptor) {
        return new HookPoint(Target.preloaded(className), named(method), Shape.SEE, interceptor, null);
    }

    /** Tasks that a pool gives back and does not run. */
    private final class Removed implements Interceptor {
        @Override
        public Object enter(Object self, Object[] arguments) {
            return arguments;
        }

        @Override
        public Object exit(Object token, Object result, Throwable error) {
            if (result instanceof List<?> tasks) {
                tasks.forEach(waiting::takeBack);
            } else if (Boolean.TRUE.equals(result)) {
                waiting.takeBack(((Object[]) token)[0]);
            }
            return result;
        }
    }

    private void begin(Object task) {
        var place = task == null ? null : waiting.take(task);
        recorder.moveTo(place == null && task != null ? scheduled.get(task) : place);
    }
}
