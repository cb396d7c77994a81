package dev.pathwarden.recorder.hooks.http;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import dev.pathwarden.model.step.Operation;
import dev.pathwarden.recorder.context.OpenStep;
import dev.pathwarden.recorder.context.Recorder;
import dev.pathwarden.recorder.hooks.Hook;
import dev.pathwarden.recorder.hooks.HookPoint;
import dev.pathwarden.recorder.hooks.HookPoint.Shape;
import dev.pathwarden.recorder.hooks.Interceptor;
import dev.pathwarden.recorder.hooks.Target;
import dev.pathwarden.recorder.hooks.mirror.Mirror;
import java.lang.reflect.Method;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Requests of OkHttp, decided where its chain of interceptors is about to connect: each request that goes out is a step, so one that follows a redirect or is tried
 * again is another. Responses' bodies are not recorded.
 *
 * <p>A request tells its server of the run, where that one may know, in headers that the client itself does not see: what it makes of the request next, as for a redirect, has none.
 */
public final class OkHttpHook implements Hook {

    /** Whose bodies can be written as often as they say: the library's own, and those in which the clients of models hand on what they hold in memory. */
    private static final List<String> REPEATABLE = List.of("okhttp3.", "com.openai.client.okhttp.", "com.anthropic.client.okhttp.");
    private static final int BODY_LIMIT = 16 << 20;

    private final HttpSteps steps;
    private final RunHeaders headers;

    /** A hook that tells servers of the run through those headers. */
    public OkHttpHook(Recorder recorder, RunHeaders headers) {
        steps = new HttpSteps(recorder);
        this.headers = headers;
    }

    @Override
    public String id() {
        return "http.okhttp";
    }

    @Override
    public Set<Operation> operations() {
        return Set.of(Operation.DATA_HTTP);
    }

    @Override
    public List<HookPoint> points() {
        return List.of(
                HookPoint.whenLoaded(Target.named("okhttp3.internal.connection.ConnectInterceptor"), named("intercept").and(takesArguments(1)), new Connect()),
                // What the interceptor above calls to go on.
                HookPoint.whenLoaded(Target.named("okhttp3.internal.http.RealInterceptorChain"), named("proceed").and(takesArgument(0, named("okhttp3.Request"))), (self, arguments) -> {
                    if (steps.subject() instanceof Sent sent && sent.request == arguments[0]) {
                        arguments[0] = sent.told;
                    }
                    return null;
                }).with(Shape.REPLACE_ARGUMENTS));
    }

    /** The bytes of a body that is in memory; null for others. */
    private static Body body(Object body, Long length) {
        if (body == null) {
            return Body.NONE;
        }
        boolean readable = REPEATABLE.stream().anyMatch(body.getClass().getName()::startsWith) && length != null && length <= BODY_LIMIT
                && !Boolean.TRUE.equals(Mirror.get(body, "isOneShot")) && !Boolean.TRUE.equals(Mirror.get(body, "isDuplex"));
        if (!readable) {
            return null;
        }
        try {
            ClassLoader loader = body.getClass().getClassLoader();
            Object buffer = Class.forName("okio.Buffer", true, loader).getConstructor().newInstance();
            Class<?> sink = Class.forName("okio.BufferedSink", false, loader);
            Method write = Class.forName("okhttp3.RequestBody", false, loader).getMethod("writeTo", sink);
            write.invoke(body, buffer);
            return Mirror.get(buffer, "readByteArray") instanceof byte[] bytes ? Body.of(bytes) : null;
        } catch (ReflectiveOperationException | RuntimeException unreadable) {
            return null;
        }
    }

    /** What a step is about: a request, and the one that goes out in its place, which is made only once the step has begun. For one thread. */
    private static final class Sent {
        private final Object request;
        private Object told;

        Sent(Object request) {
            this.request = request;
            told = request;
        }
    }

    /** Headers of a request, as what is made of it will have them. */
    private record BuilderHeaders(Object request, Object builder) implements RequestHeaders {

        @Override
        public String value(String name) {
            return Mirror.call(request, "headers", List.of(String.class), name) instanceof List<?> values && !values.isEmpty()
                    ? values.stream().map(String.class::cast).collect(Collectors.joining(",")) : null;
        }

        @Override
        public void set(String name, String value) {
            Mirror.call(builder, "header", List.of(String.class, String.class), name, value);
        }

        @Override
        public void remove(String name) {
            Mirror.call(builder, "removeHeader", List.of(String.class), name);
        }
    }

    private final class Connect implements Interceptor {
        @Override
        public Object enter(Object self, Object[] arguments) {
            if (!steps.isInRun()) {
                return steps.count();
            }
            Object request = Mirror.get(arguments[0], "request");
            String method = Mirror.text(request, "method");
            if (method == null || steps.subject() instanceof Sent sent && sent.request == request || !(Mirror.get(Mirror.get(request, "url"), "uri") instanceof URI uri)) {
                return null;
            }
            Object body = Mirror.get(request, "body");
            Long length = Mirror.get(body, "contentLength") instanceof Long given && given >= 0 ? given : null;
            Sent sending = new Sent(request);
            OpenStep step = steps.begin(sending, HttpSteps.Request.of(method, uri, length, body(body, length)));
            if (step != null) {
                Object builder = Mirror.get(request, "newBuilder");
                headers.tell(step, uri.getHost(), new BuilderHeaders(request, builder));
                Object told = Mirror.get(builder, "build");
                sending.told = told == null ? request : told;
            }
            return step;
        }

        @Override
        public Object exit(Object token, Object result, Throwable error) {
            HttpSteps.end((OpenStep) token, Mirror.get(result, "code") instanceof Integer code ? code : null, null, error);
            return result;
        }
    }
}
