package dev.pathwarden.recorder.hooks.mcp;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.policies.trust.Redaction;
import dev.pathwarden.recorder.context.OpenStep;
import dev.pathwarden.recorder.context.Place;
import dev.pathwarden.recorder.context.Propagation;
import dev.pathwarden.recorder.context.Recorder;
import dev.pathwarden.recorder.context.StepDraft;
import dev.pathwarden.recorder.context.WeakIdentityMap;
import dev.pathwarden.recorder.hooks.Hook;
import dev.pathwarden.recorder.hooks.HookPoint;
import dev.pathwarden.recorder.hooks.Interceptor;
import dev.pathwarden.recorder.hooks.Target;
import dev.pathwarden.recorder.hooks.mirror.JsonArguments;
import dev.pathwarden.recorder.hooks.mirror.Mirror;
import dev.pathwarden.recorder.hooks.redact.DeclaredTypes;
import dev.pathwarden.recorder.hooks.redact.RedactedTool;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Shows what LangChain4j's MCP client is about to ask a server: {@code executeTool}, {@code readResource} and {@code getPrompt} of {@code DefaultMcpClient}. The
 * client then writes to its transport; nothing was written when a call is refused here.
 *
 * <p>Messages tell the server of the run in {@code _meta}, behind what the program's own supplier put there. Not seen: other implementations of {@code McpClient}; the MCP Java
 * SDK's own client has a hook of its own.
 */
public final class McpClientHook implements Hook {

    private static final String CLIENT = "dev.langchain4j.mcp.client.DefaultMcpClient";
    private static final String TOOL_REQUEST = "dev.langchain4j.agent.tool.ToolExecutionRequest";

    private static final String LISTING = "dev.langchain4j.mcp.client.ToolSpecificationHelper";
    private static final String MESSAGE = "dev.langchain4j.mcp.protocol.McpClientMessage";

    private final Recorder recorder;
    private final Propagation propagation;
    private final McpServers servers;
    private final WeakIdentityMap<ListedTool> definitions = new WeakIdentityMap<>();

    /**
     * A hook that tells servers of the run through that propagation.
     *
     * @param known what is known of servers' tools from earlier runs; null where nothing is remembered
     */
    public McpClientHook(Recorder recorder, Propagation propagation, KnownTools known) {
        this.recorder = recorder;
        this.propagation = propagation;
        servers = new McpServers(known);
    }

    @Override
    public String id() {
        return "mcp.client";
    }

    @Override
    public Set<Operation> operations() {
        return Set.of(Operation.MCP_CALL);
    }

    @Override
    public List<HookPoint> points() {
        Target client = Target.named(CLIENT);
        return List.of(
                HookPoint.whenLoaded(client, named("executeTool").and(takesArgument(0, named(TOOL_REQUEST))), new ToolCall()).with(HookPoint.Shape.REPLACE_BOTH),
                HookPoint.whenLoaded(client, named("readResource").and(takesArgument(0, String.class)), new Named("resources/read", "uri")),
                HookPoint.whenLoaded(client, named("getPrompt").and(takesArgument(0, String.class)), new Named("prompts/get", "name")),
                HookPoint.whenLoaded(client, named("applyMeta").and(takesArgument(0, named(MESSAGE))), new Meta()).noting(),
                HookPoint.whenLoaded(Target.named(LISTING), named("toolSpecificationListFromMcpResponse").and(takesArguments(1)), new Parsed()).noting(),
                HookPoint.whenLoaded(client, named("obtainToolList"), new Listed()).noting());
    }

    private OpenStep begin(Object client, String method, String name, Map<String, ?> arguments, boolean tool, Function<Redaction, Object> redacting) {
        if (recorder.within(this)) {
            return null;
        }
        StepDraft draft = StepDraft.of(Operation.MCP_CALL, name == null ? method : name)
                .about(this)
                .fact(Field.MCP_SERVER, Mirror.text(client, "key"))
                .fact(Field.MCP_METHOD, method)
                .fact(Field.TOOL_NAME, tool ? name : null)
                .arguments(arguments)
                .redactable(redacting);
        McpServer server = servers.of(client);
        if (server.name() == null) {
            Object info = Mirror.get(Mirror.get(Mirror.field(client, "initializeResult"), "getResult"), "getServerInfo");
            server.introduced(Mirror.text(info, "getName"), Mirror.text(info, "getVersion"));
        }
        return recorder.begin(server.describe(draft, Mirror.text(client, "key"), tool ? name : null));
    }

    /** A message after the program's own metadata was put in. */
    private final class Meta implements Interceptor {
        @Override
        public Object enter(Object client, Object[] arguments) {
            return recorder.here() == null || Mirror.get(arguments[0], "getParams") == null ? null : new Object[] {client, arguments[0]};
        }

        @Override
        public Object exit(Object token, Object result, Throwable error) throws ReflectiveOperationException {
            Object[] both = (Object[]) token;
            Place place = recorder.here();
            Object params = Mirror.get(both[1], "getParams");
            if (error == null && place != null && McpDestination.mayBeTold(propagation, Mirror.field(both[0], "transport"))) {
                Map<?, ?> given = Mirror.get(params, "getMeta") instanceof Map<?, ?> own ? own : null;
                params.getClass().getMethod("setMeta", Map.class).invoke(params, propagation.metadata(given, place));
            }
            return result;
        }
    }

    /** A list of tools as the server wrote it, and what the library made of it, in the same order. */
    private final class Parsed implements Interceptor {
        @Override
        public Object enter(Object self, Object[] arguments) {
            return arguments[0];
        }

        @Override
        public Object exit(Object token, Object result, Throwable error) {
            if (token instanceof Iterable<?> nodes && result instanceof Collection<?> tools) {
                Iterator<?> tool = tools.iterator();
                for (Object node : nodes) {
                    if (tool.hasNext()) {
                        definitions.put(tool.next(), ListedTool.of(node));
                    }
                }
            }
            return result;
        }
    }

    /** The tools that a client got from its server. */
    private final class Listed implements Interceptor {
        @Override
        public Object enter(Object client, Object[] arguments) {
            return client;
        }

        @Override
        public Object exit(Object token, Object result, Throwable error) {
            if (result instanceof Collection<?> tools) {
                McpServer server = servers.of(token);
                for (Object tool : tools) {
                    ListedTool listed = definitions.get(tool);
                    if (listed != null) {
                        server.listed(Mirror.text(tool, "name"), listed);
                    }
                }
            }
            return result;
        }
    }

    private final class ToolCall implements Interceptor {
        @Override
        public Object enter(Object client, Object[] arguments) {
            Object request = arguments[0];
            OpenStep step = begin(client, "tools/call", Mirror.text(request, "name"), JsonArguments.read(Mirror.text(request, "arguments")), true,
                    redaction -> RedactedTool.request(request, redaction, DeclaredTypes.UNKNOWN));
            if (step != null && step.rewritten() != null) {
                arguments[0] = step.rewritten();
            }
            return step;
        }

        @Override
        public Object exit(Object token, Object result, Throwable error) {
            OpenStep step = (OpenStep) token;
            if (error != null) {
                step.end(null, error);
                RedactedTool.check(error, step);
                return result;
            }
            Object given = RedactedTool.result(result, step);
            step.end(given instanceof String ? given : Mirror.text(given, "resultText"), null);
            return given;
        }
    }

    private final class Named implements Interceptor {
        private final String method;
        private final String argument;

        Named(String method, String argument) {
            this.method = method;
            this.argument = argument;
        }

        @Override
        public Object enter(Object client, Object[] arguments) {
            String name = (String) arguments[0];
            return begin(client, method, name, Map.of(argument, String.valueOf(name)), false, null);
        }

        @Override
        public Object exit(Object token, Object result, Throwable error) {
            ((OpenStep) token).end(McpContents.read(result), error);
            return result;
        }
    }
}
