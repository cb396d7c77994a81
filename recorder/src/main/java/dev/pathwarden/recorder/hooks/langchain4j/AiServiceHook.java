package dev.pathwarden.recorder.hooks.langchain4j;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;

import dev.pathwarden.model.step.Operation;
import dev.pathwarden.recorder.hooks.Hook;
import dev.pathwarden.recorder.hooks.HookPoint;
import dev.pathwarden.recorder.hooks.Interceptor;
import dev.pathwarden.recorder.hooks.Target;
import dev.pathwarden.recorder.hooks.langchain4j.AgentCalls.AgentCall;
import dev.pathwarden.recorder.hooks.mirror.Mirror;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A call of an AI service is a run: it begins with what the agent is asked and ends with its answer. Within another run it is a step of that run.
 *
 * <p>Hooks the invocation handler behind the service's interface. The agent's declared name is the interface's. Where the service returns a token stream, or
 * something that the library makes of one, or a {@code CompletableFuture}, the run ends with that ({@link TokenStreamHook}).
 */
public final class AiServiceHook implements Hook, Interceptor {

    private static final String CHAT_MEMORY_ACCESS = "dev.langchain4j.service.memory.ChatMemoryAccess";

    private final AgentCalls calls;

    /** A hook that starts runs. */
    public AiServiceHook(AgentCalls calls) {
        this.calls = calls;
    }

    @Override
    public String id() {
        return "langchain4j.agent";
    }

    @Override
    public Set<Operation> operations() {
        return Set.of(Operation.AGENT_INVOKE);
    }

    @Override
    public List<HookPoint> points() {
        Target proxy = Target.named(Names.AI_SERVICE_PROXY);
        return List.of(
                HookPoint.whenLoaded(proxy, named("invoke").and(takesArgument(1, Method.class)).and(takesArgument(2, Object[].class)), this).with(HookPoint.Shape.REPLACE_RESULT),
                HookPoint.whenLoaded(proxy, named("adapt").and(takesArgument(0, named(Names.TOKEN_STREAM))), (self, arguments) -> {
                    calls.streams(arguments[0]);
                    return null;
                }).noting());
    }

    @Override
    public Object enter(Object handler, Object[] arguments) {
        Method method = (Method) arguments[1];
        // What a service tells of its memory asks no agent.
        if (method.getDeclaringClass() == Object.class || method.getDeclaringClass().getName().equals(CHAT_MEMORY_ACCESS)) {
            return null;
        }
        return calls.enter(method.getDeclaringClass().getSimpleName(), () -> AgentVersion.of(Mirror.field(Mirror.field(handler, "this$0"), "context"), method),
                () -> asked(method, (Object[]) arguments[2]));
    }

    @Override
    public Object exit(Object token, Object result, Throwable error) {
        return calls.end((AgentCall) token, result, error);
    }

    private static Map<String, Object> asked(Method method, Object[] values) {
        Map<String, Object> asked = new LinkedHashMap<>();
        asked.put("method", method.getName());
        Parameter[] parameters = method.getParameters();
        for (int i = 0; values != null && i < values.length; i++) {
            asked.put(parameters.length == 1 ? "prompt" : parameters[i].getName(), values[i]);
        }
        return AgentCalls.asked(asked);
    }
}
