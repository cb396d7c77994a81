package dev.pathwarden.recorder.hooks.marked;

import static net.bytebuddy.matcher.ElementMatchers.named;

import dev.pathwarden.model.step.Operation;
import dev.pathwarden.recorder.context.OpenRun;
import dev.pathwarden.recorder.context.Recorder;
import dev.pathwarden.recorder.hooks.Hook;
import dev.pathwarden.recorder.hooks.HookPoint;
import dev.pathwarden.recorder.hooks.Interceptor;
import dev.pathwarden.recorder.hooks.Target;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes each call of a named method a run: for a home-made agent loop, without changing it. Its text arguments are what the agent was asked, a text that it
 * returns is the answer.
 */
public final class MarkedAgentHook implements Hook {

    private final Recorder recorder;
    private final String className;
    private final String method;

    /**
     * The hook.
     *
     * @param marked the method as {@code package.Class.method}; null for none
     */
    public MarkedAgentHook(Recorder recorder, String marked) {
        this.recorder = recorder;
        int dot = marked == null ? -1 : marked.lastIndexOf('.');
        className = dot < 0 ? null : marked.substring(0, dot);
        method = dot < 0 ? null : marked.substring(dot + 1);
    }

    @Override
    public String id() {
        return "agent.marked";
    }

    @Override
    public Set<Operation> operations() {
        return Set.of(Operation.AGENT_INVOKE);
    }

    @Override
    public List<HookPoint> points() {
        return className == null ? List.of() : List.of(HookPoint.whenLoaded(Target.named(className), named(method), new Run()));
    }

    private final class Run implements Interceptor {
        @Override
        public Object enter(Object self, Object[] arguments) {
            Map<String, Object> asked = new LinkedHashMap<>();
            for (int i = 0; i < arguments.length; i++) {
                if (arguments[i] instanceof String text) {
                    asked.put("argument" + i, text);
                }
            }
            return recorder.startRun(className.substring(className.lastIndexOf('.') + 1), null, asked);
        }

        @Override
        public Object exit(Object token, Object result, Throwable error) {
            ((OpenRun) token).end(result instanceof String ? result : null, error);
            return result;
        }
    }
}
