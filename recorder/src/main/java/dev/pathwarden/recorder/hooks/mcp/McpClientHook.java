package dev.pathwarden.recorder.hooks.mcp;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;

import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.recorder.context.OpenStep;
import dev.pathwarden.recorder.context.Recorder;
import dev.pathwarden.recorder.context.StepDraft;
import dev.pathwarden.recorder.hooks.Hook;
import dev.pathwarden.recorder.hooks.HookPoint;
import dev.pathwarden.recorder.hooks.Interceptor;
import dev.pathwarden.recorder.hooks.Target;
import dev.pathwarden.recorder.hooks.mirror.JsonArguments;
import dev.pathwarden.recorder.hooks.mirror.Mirror;
import java.util.List;
import java.util.Map;

/**
 * Shows what LangChain4j's MCP client is about to ask a server: {@code executeTool}, {@code readResource} and {@code getPrompt} of {@code DefaultMcpClient}. The
 * client then writes to its transport; nothing was written when a call is refused here.
 *
 * <p>Not seen: other implementations of {@code McpClient}, and the MCP Java SDK's own client.
 */
public final class McpClientHook implements Hook {

    private static final String CLIENT = "dev.langchain4j.mcp.client.DefaultMcpClient";
    private static final String TOOL_REQUEST = "dev.langchain4j.agent.tool.ToolExecutionRequest";

    private final Recorder recorder;

    /** A hook that records through that recorder. */
    public McpClientHook(Recorder recorder) {
        this.recorder = recorder;
    }

    @Override
    public String id() {
        return "mcp.client";
    }

    @Override
    public List<HookPoint> points() {
        Target client = Target.named(CLIENT);
        return List.of(
                HookPoint.whenLoaded(client, named("executeTool").and(takesArgument(0, named(TOOL_REQUEST))), new ToolCall()),
                HookPoint.whenLoaded(client, named("readResource").and(takesArgument(0, String.class)), new Named("resources/read", "uri")),
                HookPoint.whenLoaded(client, named("getPrompt").and(takesArgument(0, String.class)), new Named("prompts/get", "name")));
    }

    private OpenStep begin(Object client, String method, String name, Map<String, ?> arguments, boolean tool) {
        if (recorder.within(this)) {
            return null;
        }
        return recorder.begin(StepDraft.of(Operation.MCP_CALL, name == null ? method : name)
                .about(this)
                .fact(Field.MCP_SERVER, Mirror.text(client, "key"))
                .fact(Field.MCP_METHOD, method)
                .fact(Field.TOOL_NAME, tool ? name : null)
                .arguments(arguments));
    }

    private final class ToolCall implements Interceptor {
        @Override
        public Object enter(Object client, Object[] arguments) {
            Object request = arguments[0];
            return begin(client, "tools/call", Mirror.text(request, "name"), JsonArguments.read(Mirror.text(request, "arguments")), true);
        }

        @Override
        public Object exit(Object token, Object result, Throwable error) {
            Object text = result instanceof String ? result : Mirror.text(result, "resultText");
            ((OpenStep) token).end(text, error);
            return result;
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
            return begin(client, method, name, Map.of(argument, String.valueOf(name)), false);
        }

        @Override
        public Object exit(Object token, Object result, Throwable error) {
            ((OpenStep) token).end(McpContents.read(result), error);
            return result;
        }
    }
}
