package dev.pathwarden.recorder.hooks.thread;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import dev.pathwarden.recorder.context.Carried;
import dev.pathwarden.recorder.context.Place;
import dev.pathwarden.recorder.context.Recorder;
import dev.pathwarden.recorder.hooks.Hook;
import dev.pathwarden.recorder.hooks.HookPoint;
import dev.pathwarden.recorder.hooks.HookPoint.Shape;
import dev.pathwarden.recorder.hooks.Interceptor;
import dev.pathwarden.recorder.hooks.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;

/**
 * Tasks of fork-join pools, the common pool and parallel streams included.
 *
 * <p>Whatever a pool is given it makes a task of, and hands that to itself by one method, called {@code externalSubmit} on JDK 17 and {@code poolSubmit} on later ones, which have
 * the former for tasks as well; delayed tasks go through another. The schedulers of virtual threads hand over theirs in the same way, outside of any run.
 */
public final class ForkJoinHook implements Hook {

    private static final String POOL = "java.util.concurrent.ForkJoinPool";
    private static final String TASK = "java.util.concurrent.ForkJoinTask";
    private static final int DELAYED_TASKS = 25;

    private final Recorder recorder;
    private final Carried waiting = new Carried();
    private final Carried scheduled = new Carried();

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
        List<HookPoint> points = new ArrayList<>(List.of(
                HookPoint.inJdk(POOL, named("externalSubmit").and(takesArguments(1)).or(named("poolSubmit").and(takesArguments(2))), (self, arguments) -> {
                    waiting.put(arguments[arguments.length - 1], recorder.here());
                    return null;
                }, () -> ForkJoinPool.commonPool().execute(() -> { })),
                HookPoint.inJdk(TASK, named("fork"), (self, arguments) -> {
                    waiting.put(self, recorder.here());
                    return null;
                }, () -> ForkJoinTask.adapt(() -> { }).fork()),
                HookPoint.inJdk(TASK, named("doExec"), new Run(), () -> ForkJoinTask.adapt(() -> { }).quietlyInvoke())));
        if (Runtime.version().feature() >= DELAYED_TASKS) {
            // No canary: it would start the scheduler's thread.
            points.add(new HookPoint(Target.preloaded(POOL), named("scheduleDelayedTask").and(takesArguments(1)), Shape.SEE, (self, arguments) -> {
                scheduled.put(arguments[0], recorder.here());
                return null;
            }, null));
        }
        return points;
    }

    private final class Run implements Interceptor {
        @Override
        public Object enter(Object self, Object[] arguments) {
            Place place = waiting.take(self);
            if (place == null) {
                place = scheduled.get(self);
            }
            return place == null ? null : new Place[] {recorder.moveTo(place)};
        }

        @Override
        public Object exit(Object token, Object result, Throwable error) {
            recorder.moveTo(((Place[]) token)[0]);
            return result;
        }
    }
}
