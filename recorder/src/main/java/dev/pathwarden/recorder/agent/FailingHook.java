package dev.pathwarden.recorder.agent;

import dev.pathwarden.model.step.Operation;
import dev.pathwarden.recorder.hooks.Hook;
import dev.pathwarden.recorder.hooks.HookPoint;
import dev.pathwarden.recorder.hooks.Interceptor;
import java.util.List;
import java.util.Set;

/**
 * A hook that fails whenever it is called, for tests of what becomes of that. Only the options that the JVM was started with can ask for one, and whoever has these
 * in hand could leave the agent out; a child of the JVM is not told.
 */
record FailingHook(Hook hook, boolean atExit) implements Hook {

    private static final String AT_EXIT = "@exit";

    /** The hooks, with those of these ids failing, before the body or, where the id ends with {@code @exit}, behind it. */
    static List<Hook> in(List<Hook> hooks, Set<String> failing) {
        return failing.isEmpty() ? hooks
                : hooks.stream().map(hook -> failing.contains(hook.id()) ? new FailingHook(hook, false) : failing.contains(hook.id() + AT_EXIT) ? new FailingHook(hook, true) : hook).toList();
    }

    @Override
    public String id() {
        return hook.id();
    }

    @Override
    public Set<Operation> operations() {
        return hook.operations();
    }

    @Override
    public List<HookPoint> points() {
        return hook.points().stream().map(point -> point.with(new Failing(point.interceptor(), atExit))).toList();
    }

    private record Failing(Interceptor interceptor, boolean atExit) implements Interceptor {
        @Override
        public Object enter(Object self, Object[] arguments) throws Exception {
            if (atExit) {
                return interceptor.enter(self, arguments);
            }
            throw new IllegalStateException("a fault that was asked for");
        }

        @Override
        public Object exit(Object token, Object result, Throwable error) {
            throw new IllegalStateException("a fault that was asked for");
        }
    }
}
