package dev.pathwarden.recorder.hooks.mcp;

import dev.pathwarden.recorder.hooks.reactive.Streams;
import java.lang.reflect.Method;

/** What a server answers in place of a tool that was stopped: a result that is an error and tells the model the one sentence, as MCP has it for tools that fail. */
final class McpRefusal {

    private static final String RESULT = "io.modelcontextprotocol.spec.McpSchema$CallToolResult";
    private static final String MONO = "reactor.core.publisher.Mono";

    private McpRefusal() {
    }

    /** A {@code Mono} of that result; throws the refusal where the SDK has no such result, which then answers with an error of the protocol. */
    static Object of(Object request, PathwardenBlockedException blocked) {
        try {
            ClassLoader loader = request.getClass().getClassLoader();
            Class<?> type = Class.forName(RESULT, true, loader);
            Object builder = type.getMethod("builder").invoke(null);
            call(builder, "addTextContent", String.class, PathwardenBlockedException.SENTENCE);
            call(builder, "isError", Boolean.class, Boolean.TRUE);
            Object result = builder.getClass().getMethod("build").invoke(builder);
            return Streams.just(MONO, request, result);
        } catch (ReflectiveOperationException | RuntimeException | LinkageError otherSdk) {
            throw blocked;
        }
    }

    private static void call(Object builder, String name, Class<?> type, Object value) throws ReflectiveOperationException {
        Method method = builder.getClass().getMethod(name, type);
        method.invoke(builder, value);
    }
}
