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
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.matcher.ElementMatcher;

/** Stages of {@code CompletableFuture}, with one source or two: they run where they were attached, on whatever thread completes the future. */
public final class CompletionHook implements Hook {

    private static final String FUTURE = "java.util.concurrent.CompletableFuture";
    private static final List<String> STAGES = List.of("UniApply", "UniAccept", "UniRun", "UniWhenComplete", "UniHandle", "UniExceptionally", "UniCompose", "UniComposeExceptionally",
            "BiApply", "BiAccept", "BiRun", "OrApply", "OrAccept", "OrRun");

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
        points.add(unproved(FUTURE, named("unipush").and(takesArguments(1)), attach(0)));
        points.add(unproved(FUTURE, named("bipush").or(named("orpush")).and(takesArguments(2)), attach(1)));
        Interceptor fire = new Fire();
        STAGES.forEach(stage -> points.add(unproved(FUTURE + "$" + stage, named("tryFire").and(takesArguments(1)), fire)));
        return points;
    }

    private Interceptor attach(int stage) {
        return (self, arguments) -> {
            if (arguments[stage] != null) {
                attached.put(arguments[stage], recorder.here());
            }
            return null;
        };
    }

    // No canary: a refusal out of the middle of a future would leave it incomplete.
    private static HookPoint unproved(String className, ElementMatcher<? super MethodDescription> methods, Interceptor interceptor) {
        return new HookPoint(Target.preloaded(className), methods, Shape.SEE, interceptor, null);
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
