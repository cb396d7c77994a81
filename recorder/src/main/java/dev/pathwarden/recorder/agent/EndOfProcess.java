package dev.pathwarden.recorder.agent;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import dev.pathwarden.recorder.hooks.Hook;
import dev.pathwarden.recorder.hooks.HookPoint;
import dev.pathwarden.recorder.hooks.Interceptor;
import dev.pathwarden.recorder.hooks.Target;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * Notices the orderly end of the JVM, behind the program's own shutdown hooks, with its exit code. {@code halt} and a signal that kills are not seen.
 *
 * <p>Has no canary: one that came through would end the program.
 */
final class EndOfProcess implements Hook {

    private static final int UNCAUGHT = 1;

    private final AtomicInteger status = new AtomicInteger();
    private final IntConsumer atEnd;

    /** Calls that with the exit code. */
    EndOfProcess(IntConsumer atEnd) {
        this.atEnd = atEnd;
    }

    @Override
    public String id() {
        return "process.end";
    }

    @Override
    public List<HookPoint> points() {
        return List.of(
                point("java.lang.Shutdown", "exit", 1, (self, arguments) -> {
                    status.set((int) arguments[0]);
                    return null;
                }),
                point("java.lang.Thread", "dispatchUncaughtException", 1, (self, arguments) -> {
                    if (((Thread) self).getName().equals("main")) {
                        status.compareAndSet(0, UNCAUGHT);
                    }
                    return null;
                }),
                point("java.lang.Shutdown", "runHooks", 0, new Interceptor() {
                    @Override
                    public Object enter(Object self, Object[] arguments) {
                        return Boolean.TRUE;
                    }

                    @Override
                    public Object exit(Object token, Object result, Throwable error) {
                        atEnd.accept(status.get());
                        return result;
                    }
                }));
    }

    private static HookPoint point(String className, String method, int arguments, Interceptor interceptor) {
        return new HookPoint(Target.preloaded(className), named(method).and(takesArguments(arguments)), HookPoint.Shape.SEE, interceptor, null);
    }
}
