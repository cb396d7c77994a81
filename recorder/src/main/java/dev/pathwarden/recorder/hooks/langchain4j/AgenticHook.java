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
import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Agents of LangChain4j's agentic module: a system of agents is a run, and each agent that it calls is a part of the run, as an agent of its own.
 *
 * <p>Hooks the proxy behind a system's interface, and the invoker through which a system calls its agents, AI services and systems and plain objects alike. An agent's
 * declared name is the one it was given, else that of its interface. A proxy that is called by an invoker is that same agent and no step of its own.
 */
public final class AgenticHook implements Hook {

    private static final String UNTYPED = "UntypedAgent";
    /** What a system's proxy answers beside its agent. */
    private static final Set<String> NO_AGENTS = Set.of("Object", "AgenticScopeOwner", "AgenticScopeAccess", "AgentInstance", "InternalAgent", "MonitoredAgent", "ChatMemoryAccess",
            "ChatMessagesAccess");

    private final AgentCalls calls;

    /** A hook that starts runs and parts of runs. */
    public AgenticHook(AgentCalls calls) {
        this.calls = calls;
    }

    @Override
    public String id() {
        return "langchain4j.agentic";
    }

    @Override
    public Set<Operation> operations() {
        return Set.of(Operation.AGENT_INVOKE);
    }

    @Override
    public List<HookPoint> points() {
        var invoked = named("invoke").and(takesArgument(0, named(Names.AGENTIC_SCOPE))).and(takesArgument(1, Object.class));
        return List.of(
                HookPoint.whenLoaded(Target.named(Names.AGENTIC_PROXY), named("invoke").and(takesArgument(1, Method.class)).and(takesArgument(2, Object[].class)), new Entered())
                        .with(HookPoint.Shape.REPLACE_RESULT),
                HookPoint.whenLoaded(Target.named(Names.AGENT_INVOKER), invoked, new Invoked()).with(HookPoint.Shape.REPLACE_RESULT));
    }

    private final class Entered implements Interceptor {
        @Override
        public Object enter(Object proxy, Object[] arguments) {
            Method method = (Method) arguments[1];
            if (NO_AGENTS.contains(method.getDeclaringClass().getSimpleName())) {
                return null;
            }
            Object type = Mirror.field(proxy, "type");
            return calls.enter(name(Mirror.field(proxy, "name"), type, method), () -> AgentVersion.ofSystem(type, Mirror.field(proxy, "subagents")), () -> asked(method, (Object[]) arguments[2]));
        }

        @Override
        public Object exit(Object token, Object result, Throwable error) {
            return calls.end((AgentCall) token, result, error);
        }
    }

    private final class Invoked implements Interceptor {
        @Override
        public Object enter(Object invoker, Object[] arguments) {
            Object type = Mirror.get(invoker, "type");
            Method method = Mirror.get(invoker, "method") instanceof Method called ? called : null;
            Map<String, Object> named = new LinkedHashMap<>();
            if (Mirror.get(arguments[2], "namedArgs") instanceof Map<?, ?> given) {
                given.forEach((name, value) -> named.put(String.valueOf(name instanceof String ? name : "argument"), value));
            }
            return calls.invoke(name(Mirror.get(invoker, "name"), type, method), version(arguments[1], type, method, invoker), AgentCalls.asked(named));
        }

        @Override
        public Object exit(Object token, Object result, Throwable error) {
            return calls.end((AgentCall) token, result, error);
        }

        private static String version(Object agent, Object type, Method method, Object invoker) {
            Object handler = agent != null && Proxy.isProxyClass(agent.getClass()) ? Proxy.getInvocationHandler(agent) : null;
            Object context = Mirror.field(handler, "context");
            return context != null && method != null ? AgentVersion.of(context, method) : AgentVersion.ofSystem(type, Mirror.get(invoker, "subagents"));
        }
    }

    private static String name(Object given, Object type, Method method) {
        String typeName = type instanceof Class<?> declared && !declared.getSimpleName().equals(UNTYPED) ? declared.getSimpleName() : null;
        if (given instanceof String name && !name.isBlank() && (typeName == null || method == null || !name.equals(method.getName()))) {
            return name;
        }
        return typeName == null ? "agent" : typeName;
    }

    private static Map<String, Object> asked(Method method, Object[] values) {
        Map<String, Object> asked = new LinkedHashMap<>();
        asked.put("method", method.getName());
        for (int i = 0; values != null && i < values.length; i++) {
            if (values[i] instanceof Map<?, ?> state) {
                state.forEach((name, value) -> asked.put(name instanceof String text ? text : "argument", value));
            } else {
                asked.put(method.getParameters()[i].getName(), values[i]);
            }
        }
        return AgentCalls.asked(asked);
    }
}
