package dev.pathwarden.recorder.agent;

import dev.pathwarden.model.step.Operation;
import dev.pathwarden.recorder.hooks.Hook;
import dev.pathwarden.recorder.hooks.HookPoint;
import java.util.List;
import java.util.Set;

/**
 * A hook that fails whenever it is called, for tests of what becomes of that. Only the options that the JVM was started with can ask for one, and whoever has these
 * in hand could leave the agent out; a child of the JVM is not told.
 */
record FailingHook(Hook hook) implements Hook {

    /** The hooks, with those of these ids failing. */
    static List<Hook> in(List<Hook> hooks, Set<String> failing) {
        return failing.isEmpty() ? hooks : hooks.stream().map(hook -> failing.contains(hook.id()) ? new FailingHook(hook) : hook).toList();
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
        return hook.points().stream().map(point -> new HookPoint(point.target(), point.methods(), point.shape() == HookPoint.Shape.SEE_AWAKE ? HookPoint.Shape.SEE : point.shape(), (self, arguments) -> {
            throw new IllegalStateException("a fault that was asked for");
        }, point.probe())).toList();
    }
}
