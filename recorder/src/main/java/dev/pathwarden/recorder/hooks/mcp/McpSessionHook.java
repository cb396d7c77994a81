package dev.pathwarden.recorder.hooks.mcp;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.Values;
import dev.pathwarden.policies.trust.Redaction;
import dev.pathwarden.recorder.context.NotRedactableException;
import dev.pathwarden.recorder.context.OpenStep;
import dev.pathwarden.recorder.context.Place;
import dev.pathwarden.recorder.context.Propagation;
import dev.pathwarden.recorder.context.Recorder;
import dev.pathwarden.recorder.context.StepDraft;
import dev.pathwarden.recorder.hooks.Hook;
import dev.pathwarden.recorder.hooks.HookPoint;
import dev.pathwarden.recorder.hooks.HookPoint.Shape;
import dev.pathwarden.recorder.hooks.Interceptor;
import dev.pathwarden.recorder.hooks.Target;
import dev.pathwarden.recorder.hooks.mirror.Mirror;
import dev.pathwarden.recorder.hooks.mirror.RecordCopy;
import dev.pathwarden.recorder.hooks.reactive.Streams;
import dev.pathwarden.recorder.hooks.redact.DeclaredTypes;
import dev.pathwarden.recorder.hooks.redact.RedactedValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Requests of the MCP Java SDK's client, synchronous and asynchronous: tool calls, resources, prompts and completions. All go through {@code McpClientSession.sendRequest}, where
 * nothing was written yet; what is refused there is an error signal to whoever subscribed, and an exception to whoever blocks.
 *
 * <p>A request belongs to the run in which it was subscribed to; where the session was still beginning then, and another thread goes on with it, to the one in which it was asked
 * for. Messages tell the server of the run in {@code _meta}. Not seen: what the server asks of the client (sampling, elicitation, roots).
 */
public final class McpSessionHook implements Hook {

    private static final String SESSION = "io.modelcontextprotocol.spec.McpClientSession";
    private static final String INITIALIZER = "io.modelcontextprotocol.client.LifecycleInitializer";
    private static final String TOOL_CALL = "tools/call";
    private static final Map<String, String> DECIDED = Map.of(TOOL_CALL, "name", "resources/read", "uri", "prompts/get", "name", "completion/complete", "ref", "resources/subscribe", "uri");
    private static final Set<String> TOLD = Set.of("tools/list", "resources/list", "resources/templates/list", "prompts/list");
    private static final String META = "meta";

    private final Recorder recorder;
    private final Propagation propagation;
    private final Streams streams;
    private final McpServers servers;

    /**
     * A hook that tells servers of the run through that propagation.
     *
     * @param known what is known of servers' tools from earlier runs; null where nothing is remembered
     */
    public McpSessionHook(Recorder recorder, Propagation propagation, KnownTools known) {
        this.recorder = recorder;
        this.propagation = propagation;
        servers = new McpServers(known);
        streams = new Streams(recorder);
    }

    @Override
    public String id() {
        return "mcp.sdk.client";
    }

    @Override
    public Set<Operation> operations() {
        return Set.of(Operation.MCP_CALL);
    }

    @Override
    public List<HookPoint> points() {
        return List.of(
                HookPoint.whenLoaded(Target.named(SESSION), named("sendRequest").and(takesArguments(3)).and(takesArgument(0, String.class)), new Request()).with(Shape.REPLACE_BOTH),
                HookPoint.whenLoaded(Target.named(INITIALIZER), named("withInitialization").and(takesArguments(2)).and(takesArgument(1, Function.class)), new WhenReady())
                        .with(Shape.REPLACE_ARGUMENTS).noting());
    }

    /** A session's request on its way out. */
    private final class Request implements Interceptor {
        @Override
        public Object enter(Object session, Object[] arguments) {
            String method = (String) arguments[0];
            Object transport = Mirror.field(session, "transport");
            McpServer server = servers.of(transport == null ? session : transport);
            Place before = recorder.here();
            OpenStep step = DECIDED.containsKey(method) ? recorder.begin(draft(method, arguments[1], server)) : null;
            if (step != null) {
                if (step.rewritten() != null) {
                    arguments[1] = step.rewritten();
                }
                // Left at once: it is the subscription that happens within the step, not what the calling thread does next.
                step.leave();
            }
            Place sender = step != null ? step.place() : TOLD.contains(method) ? before : null;
            if (sender != null && McpDestination.mayBeTold(propagation, transport)) {
                tell(arguments, sender);
            }
            return new Sent(method, server, step, before);
        }

        @Override
        public Object exit(Object token, Object result, Throwable error) {
            Sent sent = (Sent) token;
            if (error != null || result == null) {
                sent.answered(null, error);
                return result;
            }
            Place inside = sent.step() == null ? sent.before() : sent.step().place();
            Answer answer = new Answer(inside, sent.before(), sent.step(), sent::answered);
            Object watched = streams.watched(result, () -> answer);
            if (watched == result && sent.step() != null && sent.step().redaction() != null) {
                PathwardenBlockedException refusal = new PathwardenBlockedException();
                sent.answered(null, refusal);
                throw refusal;
            }
            return watched;
        }
    }

    private static StepDraft draft(String method, Object params, McpServer server) {
        boolean tool = method.equals(TOOL_CALL);
        Object subject = Mirror.get(params, DECIDED.get(method));
        String name = subject instanceof String text ? text : subject == null ? null : Mirror.text(subject, "identifier");
        StepDraft draft = StepDraft.of(Operation.MCP_CALL, name == null ? method : name)
                .fact(Field.MCP_SERVER, server.name())
                .fact(Field.MCP_METHOD, method)
                .fact(Field.TOOL_NAME, tool ? name : null);
        if (name != null && !tool) {
            draft.argument(subject instanceof String ? DECIDED.get(method) : "ref", name);
        }
        if (Mirror.get(params, "arguments") instanceof Map<?, ?> given) {
            draft.arguments(recorded(given));
        }
        Object completed = Mirror.get(params, "argument");
        if (completed != null) {
            draft.argument(String.valueOf(Mirror.text(completed, "name")), Mirror.text(completed, "value"));
        }
        return server.describe(draft.redactable(redaction -> redacted(params, redaction)), server.name(), tool ? name : null);
    }

    /** The request with other arguments, of a tool or a prompt; what is asked for stays, or else it would be something else. */
    private static Object redacted(Object params, Redaction redaction) {
        Object given = Mirror.get(params, "arguments");
        Map<?, ?> arguments = given instanceof Map<?, ?> map ? RedactedValue.arguments(map, redaction, DeclaredTypes.UNKNOWN) : null;
        for (String other : List.of("name", "uri", "ref", "argument")) {
            Object value = Mirror.get(params, other);
            if (value != null && RedactedValue.result(value, redaction) != value) {
                throw new NotRedactableException("of this request only the arguments can be rewritten");
            }
        }
        return arguments == given ? params : RecordCopy.with(params, "arguments", arguments);
    }

    private static Map<String, Object> recorded(Map<?, ?> given) {
        Map<String, Object> byName = new LinkedHashMap<>();
        given.forEach((key, value) -> byName.put(key instanceof String name ? name : String.valueOf(key == null ? null : key.getClass().getName()), value));
        return Values.copyOf(byName);
    }

    private void tell(Object[] arguments, Place sender) {
        Map<?, ?> given = Mirror.get(arguments[1], META) instanceof Map<?, ?> own ? own : null;
        Object told = RecordCopy.with(arguments[1], META, propagation.metadata(given, sender));
        if (told != null) {
            arguments[1] = told;
        }
    }

    /**
     * A request and what is to be noted of its answer.
     *
     * @param step null for a request that is no step
     * @param before where it was made from; null for outside of any run
     */
    private record Sent(String method, McpServer server, OpenStep step, Place before) {

        void answered(Object answer, Throwable error) {
            if (answer != null && method.equals("initialize")) {
                Object info = Mirror.get(answer, "serverInfo");
                server.introduced(Mirror.text(info, "name"), Mirror.text(info, "version"));
            } else if (answer != null && method.equals("tools/list")) {
                for (Object tool : Mirror.all(answer, "tools")) {
                    server.listed(Mirror.text(tool, "name"), ListedTool.of(tool));
                }
            }
            if (step != null) {
                McpContents.end(step, answer, error);
            }
        }
    }

    /** What is to be done once the session has begun, which another thread may find out. */
    private final class WhenReady implements Interceptor {
        @Override
        public Object enter(Object initializer, Object[] arguments) {
            Place asked = recorder.here();
            @SuppressWarnings("unchecked")
            Function<Object, Object> operation = (Function<Object, Object>) arguments[1];
            if (asked != null) {
                arguments[1] = (Function<Object, Object>) session -> {
                    if (recorder.here() != null) {
                        return operation.apply(session);
                    }
                    Place before = recorder.moveTo(asked);
                    try {
                        return operation.apply(session);
                    } finally {
                        recorder.moveTo(before);
                    }
                };
            }
            return null;
        }
    }
}
