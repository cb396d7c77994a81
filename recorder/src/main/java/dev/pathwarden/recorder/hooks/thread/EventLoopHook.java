package dev.pathwarden.recorder.hooks.thread;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import dev.pathwarden.recorder.context.Carried;
import dev.pathwarden.recorder.context.Place;
import dev.pathwarden.recorder.context.Queued;
import dev.pathwarden.recorder.context.Recorder;
import dev.pathwarden.recorder.hooks.Hook;
import dev.pathwarden.recorder.hooks.HookPoint;
import dev.pathwarden.recorder.hooks.Interceptor;
import dev.pathwarden.recorder.hooks.Target;
import java.util.List;

/**
 * Tasks that are handed to an event loop of Netty, which has queues of its own, at once or for later. What a channel brings in belongs to nobody: whoever reads it has to be known otherwise.
 */
public final class EventLoopHook implements Hook {

    private static final String PACKAGE = "io.netty.util.concurrent.";
    private static final Target LOOP = Target.named(PACKAGE + "SingleThreadEventExecutor");

    private final Recorder recorder;
    private final Queued waiting = new Queued();
    private final Carried scheduled = new Carried();

    /** The hook. */
    public EventLoopHook(Recorder recorder) {
        this.recorder = recorder;
    }

    @Override
    public String id() {
        return "thread.event-loop";
    }

    @Override
    public List<HookPoint> points() {
        return List.of(
                HookPoint.whenLoaded(LOOP, named("addTask").and(takesArguments(Runnable.class)), (self, arguments) -> {
                    waiting.put(arguments[0], recorder.here());
                    return null;
                }),
                HookPoint.whenLoaded(LOOP, named("removeTask").and(takesArguments(Runnable.class)), new Removed()),
                HookPoint.whenLoaded(Target.named(PACKAGE + "AbstractScheduledEventExecutor"), named("schedule").and(takesArguments(1)).and(takesArgument(0, named(PACKAGE + "ScheduledFutureTask"))),
                        (self, arguments) -> {
                            scheduled.put(arguments[0], recorder.here());
                            return null;
                        }),
                HookPoint.whenLoaded(Target.named(PACKAGE + "AbstractEventExecutor"), named("safeExecute").and(takesArguments(Runnable.class)), new Run()));
    }

    /** A task that the loop does not take any more. */
    private final class Removed implements Interceptor {
        @Override
        public Object enter(Object self, Object[] arguments) {
            return arguments[0];
        }

        @Override
        public Object exit(Object token, Object result, Throwable error) {
            if (Boolean.TRUE.equals(result)) {
                waiting.takeBack(token);
            }
            return result;
        }
    }

    private final class Run implements Interceptor {
        @Override
        public Object enter(Object self, Object[] arguments) {
            Place place = waiting.take(arguments[0]);
            if (place == null) {
                place = scheduled.get(arguments[0]);
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
