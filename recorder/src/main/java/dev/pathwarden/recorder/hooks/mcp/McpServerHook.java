package dev.pathwarden.recorder.hooks.mcp;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesNoArguments;

import dev.pathwarden.model.step.Operation;
import dev.pathwarden.recorder.context.Propagation;
import dev.pathwarden.recorder.context.Recorder;
import dev.pathwarden.recorder.hooks.Hook;
import dev.pathwarden.recorder.hooks.HookPoint;
import dev.pathwarden.recorder.hooks.HookPoint.Shape;
import dev.pathwarden.recorder.hooks.Interceptor;
import dev.pathwarden.recorder.hooks.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Calls that an MCP Java SDK server in this program answers: tools, resources, prompts and completions, of sessions and stateless, synchronous and not.
 *
 * <p>All servers take the program's handlers out of their specifications, and so get them with {@link ServedCall} around them. Not seen: servers of other libraries.
 */
public final class McpServerHook implements Hook {

    private static final List<String> FEATURES = List.of("io.modelcontextprotocol.server.McpServerFeatures", "io.modelcontextprotocol.server.McpStatelessServerFeatures");

    private final Recorder recorder;
    private final Propagation propagation;

    /** A hook that lets calls go on in the run they come from. */
    public McpServerHook(Recorder recorder, Propagation propagation) {
        this.recorder = recorder;
        this.propagation = propagation;
    }

    @Override
    public String id() {
        return "mcp.sdk.server";
    }

    @Override
    public Set<Operation> operations() {
        return Set.of(Operation.TOOL_CALL);
    }

    @Override
    public List<HookPoint> points() {
        List<HookPoint> points = new ArrayList<>();
        for (String features : FEATURES) {
            points.add(handler(features + "$AsyncToolSpecification", "callHandler", true));
            points.add(handler(features + "$AsyncResourceSpecification", "readHandler", false));
            points.add(handler(features + "$AsyncResourceTemplateSpecification", "readHandler", false));
            points.add(handler(features + "$AsyncPromptSpecification", "promptHandler", false));
            points.add(handler(features + "$AsyncCompletionSpecification", "completionHandler", false));
        }
        return points;
    }

    private HookPoint handler(String specification, String accessor, boolean tool) {
        HookPoint point = HookPoint.whenLoaded(Target.named(specification), named(accessor).and(takesNoArguments()), new Handler(tool)).with(Shape.REPLACE_RESULT);
        return tool ? point.givingWhatActs() : point.noting();
    }

    private final class Handler implements Interceptor {
        private final boolean tool;

        Handler(boolean tool) {
            this.tool = tool;
        }

        @Override
        public Object enter(Object self, Object[] arguments) {
            return Boolean.TRUE;
        }

        @Override
        @SuppressWarnings("unchecked")
        public Object exit(Object token, Object result, Throwable error) {
            return result instanceof BiFunction<?, ?, ?> handler && !(result instanceof ServedCall)
                    ? new ServedCall(recorder, propagation, (BiFunction<Object, Object, Object>) handler, tool) : result;
        }
    }
}
