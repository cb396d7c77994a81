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
            return Streams.just(MONO, request, result(request));
        } catch (ReflectiveOperationException | RuntimeException | LinkageError otherSdk) {
            throw blocked;
        }
    }

    /** That result in the place of another; throws the refusal where the other is of another kind. */
    static Object instead(Object answer) {
        try {
            if (answer.getClass().getName().equals(RESULT)) {
                return result(answer);
            }
        } catch (ReflectiveOperationException | RuntimeException | LinkageError otherSdk) {
            throw new PathwardenBlockedException();
        }
        throw new PathwardenBlockedException();
    }

    private static Object result(Object near) throws ReflectiveOperationException {
        Class<?> type = Class.forName(RESULT, true, near.getClass().getClassLoader());
        Object builder = type.getMethod("builder").invoke(null);
        call(builder, "addTextContent", String.class, PathwardenBlockedException.SENTENCE);
        call(builder, "isError", Boolean.class, Boolean.TRUE);
        return builder.getClass().getMethod("build").invoke(builder);
    }

    private static void call(Object builder, String name, Class<?> type, Object value) throws ReflectiveOperationException {
        Method method = builder.getClass().getMethod(name, type);
        method.invoke(builder, value);
    }
}
