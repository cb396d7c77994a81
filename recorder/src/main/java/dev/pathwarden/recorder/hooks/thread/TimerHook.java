package dev.pathwarden.recorder.hooks.thread;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;
import static net.bytebuddy.matcher.ElementMatchers.takesNoArguments;

import dev.pathwarden.recorder.context.Carried;
import dev.pathwarden.recorder.context.Recorder;
import dev.pathwarden.recorder.hooks.Hook;
import dev.pathwarden.recorder.hooks.HookPoint;
import dev.pathwarden.recorder.hooks.Interceptor;
import dev.pathwarden.recorder.hooks.Target;
import java.util.List;

/**
 * Tasks of {@code java.util.Timer}, which run where they were scheduled.
 *
 * <p>The timer's thread runs a task without a method of its own around it, so it is moved when it looks which task is next: between that look and the task it does
 * nothing else. No canary: the classes are loaded with the program's first timer, which starts a thread.
 */
public final class TimerHook implements Hook {

    private static final String THREAD = "java.util.TimerThread";

    private final Recorder recorder;
    private final Carried scheduled = new Carried();

    /** The hook. */
    public TimerHook(Recorder recorder) {
        this.recorder = recorder;
    }

    @Override
    public String id() {
        return "thread.timer";
    }

    @Override
    public List<HookPoint> points() {
        return List.of(
                HookPoint.whenLoaded(Target.named("java.util.Timer"), named("sched").and(takesArguments(3)), (self, arguments) -> {
                    if (arguments[0] != null) {
                        scheduled.put(arguments[0], recorder.here());
                    }
                    return null;
                }),
                HookPoint.whenLoaded(Target.named("java.util.TaskQueue"), named("getMin").and(takesNoArguments()), new Next()));
    }

    private final class Next implements Interceptor {
        @Override
        public Object enter(Object self, Object[] arguments) {
            return Thread.currentThread().getClass().getName().equals(THREAD) ? Boolean.TRUE : null;
        }

        @Override
        public Object exit(Object token, Object task, Throwable error) {
            recorder.moveTo(task == null ? null : scheduled.get(task));
            return task;
        }
    }
}
