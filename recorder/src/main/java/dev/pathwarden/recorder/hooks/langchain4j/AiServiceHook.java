package dev.pathwarden.recorder.hooks.langchain4j;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;

import dev.pathwarden.recorder.context.OpenRun;
import dev.pathwarden.recorder.context.Recorder;
import dev.pathwarden.recorder.hooks.Hook;
import dev.pathwarden.recorder.hooks.HookPoint;
import dev.pathwarden.recorder.hooks.Interceptor;
import dev.pathwarden.recorder.hooks.Target;
import dev.pathwarden.recorder.hooks.mirror.Mirror;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A call of an AI service is a run: it begins with what the agent is asked and ends with its answer. Within another run it is a step of that run.
 *
 * <p>Hooks the invocation handler behind the service's interface. The agent's declared name is the interface's. Not seen: what goes on after
 * a service has returned a stream or a future; the run has ended by then.
 */
public final class AiServiceHook implements Hook, Interceptor {

    private static final int MOST_ARGUMENTS = 32;

    private final Recorder recorder;

    /** A hook that starts runs. */
    public AiServiceHook(Recorder recorder) {
        this.recorder = recorder;
    }

    @Override
    public String id() {
        return "langchain4j.agent";
    }

    @Override
    public List<HookPoint> points() {
        return List.of(HookPoint.whenLoaded(Target.named(Names.AI_SERVICE_PROXY),
                named("invoke").and(takesArgument(1, Method.class)).and(takesArgument(2, Object[].class)), this));
    }

    @Override
    public Object enter(Object handler, Object[] arguments) {
        Method method = (Method) arguments[1];
        if (method.getDeclaringClass() == Object.class) {
            return null;
        }
        String name = method.getDeclaringClass().getSimpleName();
        Map<String, Object> asked = asked(method, (Object[]) arguments[2]);
        return recorder.startRun(name, AgentVersion.of(Mirror.field(Mirror.field(handler, "this$0"), "context"), method), asked);
    }

    @Override
    public Object exit(Object token, Object result, Throwable error) {
        ((OpenRun) token).end(answer(result), error);
        return result;
    }

    private static Map<String, Object> asked(Method method, Object[] values) {
        Map<String, Object> asked = new LinkedHashMap<>();
        asked.put("method", method.getName());
        Parameter[] parameters = method.getParameters();
        for (int i = 0; values != null && i < Math.min(values.length, MOST_ARGUMENTS); i++) {
            String key = parameters.length == 1 ? "prompt" : parameters[i].getName();
            asked.put(key, values[i] instanceof String || values[i] instanceof Number || values[i] instanceof Boolean ? values[i] : text(values[i]));
        }
        return asked;
    }

    private static Object text(Object value) {
        String text = Mirror.text(value, "singleText");
        return text != null || value == null ? text : value.getClass().getName();
    }

    private static Object answer(Object result) {
        if (result == null || result instanceof String || result instanceof Number || result instanceof Boolean) {
            return result;
        }
        Object content = Mirror.get(result, "content");
        if (content == null) {
            content = Mirror.text(Mirror.get(result, "aiMessage"), "text");
        }
        return content instanceof String || content instanceof Number || content instanceof Boolean ? content : result.getClass().getName();
    }
}
