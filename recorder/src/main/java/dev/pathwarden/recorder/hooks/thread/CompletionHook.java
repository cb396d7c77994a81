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

/** Stages of {@code CompletableFuture} with one source: they run where they were attached, on whatever thread completes the future. */
public final class CompletionHook implements Hook {

    private static final String FUTURE = "java.util.concurrent.CompletableFuture";
    private static final List<String> STAGES = List.of("UniApply", "UniAccept", "UniRun", "UniWhenComplete", "UniHandle", "UniExceptionally", "UniCompose");

    private final Recorder recorder;
    private final Carried attached = new Carried();

    /** The hook. */
    public CompletionHook(Recorder recorder) {
        this.recorder = recorder;
    }

    @Override
    public String id() {
        return "thread.completion";
    }

    @Override
    public List<HookPoint> points() {
        List<HookPoint> points = new ArrayList<>();
        points.add(unproved(FUTURE, "unipush", (self, arguments) -> {
            if (arguments[0] != null) {
                attached.put(arguments[0], recorder.here());
            }
            return null;
        }));
        Interceptor fire = new Fire();
        STAGES.forEach(stage -> points.add(unproved(FUTURE + "$" + stage, "tryFire", fire)));
        return points;
    }

    // No canary: a refusal out of the middle of a future would leave it incomplete.
    private static HookPoint unproved(String className, String method, Interceptor interceptor) {
        return new HookPoint(Target.preloaded(className), named(method).and(takesArguments(1)), Shape.SEE, interceptor, null);
    }

    private final class Fire implements Interceptor {
        @Override
        public Object enter(Object self, Object[] arguments) {
            Place place = attached.get(self);
            return place == null ? null : new Place[] {recorder.moveTo(place)};
        }

        @Override
        public Object exit(Object token, Object result, Throwable error) {
            recorder.moveTo(((Place[]) token)[0]);
            return result;
        }
    }
}
