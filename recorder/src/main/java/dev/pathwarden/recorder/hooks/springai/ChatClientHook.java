package dev.pathwarden.recorder.hooks.springai;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import dev.pathwarden.model.step.Operation;
import dev.pathwarden.recorder.context.OpenRun;
import dev.pathwarden.recorder.context.Recorder;
import dev.pathwarden.recorder.context.WeakIdentityMap;
import dev.pathwarden.recorder.hooks.Hook;
import dev.pathwarden.recorder.hooks.HookPoint;
import dev.pathwarden.recorder.hooks.Interceptor;
import dev.pathwarden.recorder.hooks.Target;
import dev.pathwarden.recorder.hooks.agent.DefinitionHash;
import dev.pathwarden.recorder.hooks.agent.StreamedRun;
import dev.pathwarden.recorder.hooks.mirror.Mirror;
import dev.pathwarden.recorder.hooks.reactive.Streams;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A call of a chat client is a run: it begins with what the user says and ends with the answer, whole or streamed. Within another run it is a step of that run.
 *
 * <p>The agent's declared name: see {@link AgentNames}. Its version is a hash of the system text before its parameters are filled in, the tools and the model. A streamed run begins where the
 * program subscribes, and each subscription is a run. Not seen: clients of a program's own that implement {@code ChatClient} themselves.
 */
public final class ChatClientHook implements Hook {

    private final Recorder recorder;
    private final Streams streams;
    private final AgentNames names = new AgentNames();
    private final WeakIdentityMap<Agent> agents = new WeakIdentityMap<>();

    /** A hook that starts runs. */
    public ChatClientHook(Recorder recorder, Streams streams) {
        this.recorder = recorder;
        this.streams = streams;
    }

    @Override
    public String id() {
        return "spring-ai.agent";
    }

    @Override
    public Set<Operation> operations() {
        return Set.of(Operation.AGENT_INVOKE);
    }

    @Override
    public List<HookPoint> points() {
        return List.of(
                HookPoint.whenLoaded(Target.named(Names.BEAN_FACTORY), named("initializeBean").and(takesArguments(3)).and(takesArgument(0, String.class)), (factory, arguments) -> {
                    if (arguments[1] != null && arguments[1].getClass().getName().equals(Names.CHAT_CLIENT)) {
                        names.bean(arguments[1], (String) arguments[0]);
                    }
                    return null;
                }).noting(),
                HookPoint.whenLoaded(Target.named(Names.CHAT_CLIENT), named("prompt"), new Prompted()).noting(),
                HookPoint.whenLoaded(Target.named(Names.CHAT_CLIENT + "$DefaultChatClientRequestSpec"), named("call").or(named("stream")).and(takesArguments(0)), new Asked()).noting(),
                // The variant with one argument calls this one.
                HookPoint.whenLoaded(Target.named(Names.CHAT_CLIENT + "$DefaultCallResponseSpec"),
                        named("doGetObservableChatClientResponse").and(takesArguments(2)).and(takesArgument(0, named(Names.CHAT_CLIENT_REQUEST))), new Answered()),
                HookPoint.whenLoaded(Target.named(Names.CHAT_CLIENT + "$DefaultStreamResponseSpec"),
                        named("doGetObservableFluxChatResponse").and(takesArgument(0, named(Names.CHAT_CLIENT_REQUEST))), new Streamed()).with(HookPoint.Shape.REPLACE_RESULT).givingWhatActs());
    }

    private record Agent(String name, String version) {
    }

    private static final Agent UNKNOWN = new Agent("ChatClient", null);

    private Agent agent(Object response) {
        Agent agent = agents.get(response);
        return agent == null ? UNKNOWN : agent;
    }

    private static String version(Object request) {
        Object options = Mirror.get(Mirror.field(request, "chatModel"), "getOptions");
        return new DefinitionHash()
                .add("system", Mirror.text(request, "getSystemText"))
                .add("model", Mirror.text(options, "getModel"))
                .addAll("tool", Mirror.all(request, "getToolCallbacks").stream().map(tool -> Mirror.get(tool, "getToolDefinition"))
                        .map(tool -> Mirror.text(tool, "name") + "\n" + Mirror.text(tool, "description")).toList())
                .version();
    }

    private static Map<String, Object> asked(Object request) {
        String prompt = Mirror.text(Mirror.get(Mirror.get(request, "prompt"), "getUserMessage"), "getText");
        return prompt == null ? Map.of() : Map.of("prompt", prompt);
    }

    private static String said(Object response) {
        return Mirror.text(Mirror.get(Mirror.get(Mirror.get(response, "chatResponse"), "getResult"), "getOutput"), "getText");
    }

    /** A request is made of a client. */
    private final class Prompted implements Interceptor {
        @Override
        public Object enter(Object client, Object[] arguments) {
            return names.ofBean(client);
        }

        @Override
        public Object exit(Object name, Object request, Throwable error) {
            if (request != null) {
                names.request(request, (String) name);
            }
            return request;
        }
    }

    /** The program asks: here its own class is on the stack. */
    private final class Asked implements Interceptor {
        @Override
        public Object enter(Object request, Object[] arguments) {
            return new Agent(names.of(request), version(request));
        }

        @Override
        public Object exit(Object agent, Object response, Throwable error) {
            if (response != null) {
                agents.put(response, (Agent) agent);
            }
            return response;
        }
    }

    private final class Answered implements Interceptor {
        @Override
        public Object enter(Object response, Object[] arguments) {
            Agent agent = agent(response);
            return recorder.startRun(agent.name, agent.version, asked(arguments[0]));
        }

        @Override
        public Object exit(Object run, Object result, Throwable error) {
            ((OpenRun) run).end(said(result), error);
            return result;
        }
    }

    private final class Streamed implements Interceptor {
        @Override
        public Object enter(Object response, Object[] arguments) {
            return new Object[] {agent(response), arguments[0]};
        }

        @Override
        public Object exit(Object token, Object stream, Throwable error) {
            Agent agent = (Agent) ((Object[]) token)[0];
            Object request = ((Object[]) token)[1];
            return streams.watched(stream, Operation.AGENT_INVOKE, () -> StreamedRun.start(recorder, agent.name, agent.version, asked(request), null, null, ChatClientHook::said));
        }
    }
}
