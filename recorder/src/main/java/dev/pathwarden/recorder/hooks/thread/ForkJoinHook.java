package dev.pathwarden.recorder.hooks.thread;

import static net.bytebuddy.matcher.ElementMatchers.isPublic;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;

import dev.pathwarden.recorder.context.Carried;
import dev.pathwarden.recorder.context.Place;
import dev.pathwarden.recorder.context.Recorder;
import dev.pathwarden.recorder.hooks.Hook;
import dev.pathwarden.recorder.hooks.HookPoint;
import dev.pathwarden.recorder.hooks.HookPoint.Shape;
import dev.pathwarden.recorder.hooks.Interceptor;
import dev.pathwarden.recorder.hooks.Target;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;

/**
 * Tasks of fork-join pools, the common pool and parallel streams included.
 *
 * <p>A {@code Runnable} or {@code Callable} is wrapped: the pool makes a task of it out of reach, and gives nobody the original back. The schedulers of
 * virtual threads hand their tasks over in other ways, and are not touched.
 */
public final class ForkJoinHook implements Hook {

    private static final String POOL = "java.util.concurrent.ForkJoinPool";
    private static final String TASK = "java.util.concurrent.ForkJoinTask";

    private final Recorder recorder;
    private final Carried waiting = new Carried();

    /** The hook. */
    public ForkJoinHook(Recorder recorder) {
        this.recorder = recorder;
    }

    @Override
    public String id() {
        return "thread.fork-join";
    }

    @Override
    public List<HookPoint> points() {
        Interceptor carry = (self, arguments) -> {
            arguments[0] = carried(arguments[0], recorder.here());
            return null;
        };
        return List.of(
                new HookPoint(Target.preloaded(POOL), isPublic().and(named("execute").or(named("submit")).or(named("invoke"))).and(takesArgument(0, Runnable.class)
                        .or(takesArgument(0, Callable.class)).or(takesArgument(0, ForkJoinTask.class))), Shape.REPLACE_ARGUMENTS, carry, () -> ForkJoinPool.commonPool().execute(() -> { })),
                HookPoint.inJdk(TASK, named("fork"), (self, arguments) -> {
                    waiting.put(self, recorder.here());
                    return null;
                }, () -> ForkJoinTask.adapt(() -> { }).fork()),
                HookPoint.inJdk(TASK, named("doExec"), new Run(), () -> ForkJoinTask.adapt(() -> { }).quietlyInvoke()));
    }

    private Object carried(Object task, Place place) {
        if (place == null) {
            return task;
        }
        if (task instanceof ForkJoinTask) {
            waiting.put(task, place);
            return task;
        }
        if (task instanceof Runnable runnable) {
            return (Runnable) () -> {
                Place before = recorder.moveTo(place);
                try {
                    runnable.run();
                } finally {
                    recorder.moveTo(before);
                }
            };
        }
        return task instanceof Callable<?> callable ? (Callable<Object>) () -> {
            Place before = recorder.moveTo(place);
            try {
                return callable.call();
            } finally {
                recorder.moveTo(before);
            }
        } : task;
    }

    private final class Run implements Interceptor {
        @Override
        public Object enter(Object self, Object[] arguments) {
            Place place = waiting.take(self);
            return place == null ? null : new Place[] {recorder.moveTo(place)};
        }

        @Override
        public Object exit(Object token, Object result, Throwable error) {
            recorder.moveTo(((Place[]) token)[0]);
            return result;
        }
    }
}
