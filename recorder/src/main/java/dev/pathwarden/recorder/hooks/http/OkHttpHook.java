package dev.pathwarden.recorder.hooks.http;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import dev.pathwarden.model.step.Operation;
import dev.pathwarden.recorder.context.OpenStep;
import dev.pathwarden.recorder.context.Recorder;
import dev.pathwarden.recorder.hooks.Hook;
import dev.pathwarden.recorder.hooks.HookPoint;
import dev.pathwarden.recorder.hooks.Interceptor;
import dev.pathwarden.recorder.hooks.Target;
import dev.pathwarden.recorder.hooks.mirror.Mirror;
import java.lang.reflect.Method;
import java.net.URI;
import java.util.List;
import java.util.Set;

/**
 * Requests of OkHttp, decided where its chain of interceptors is about to connect: each request that goes out is a step, so one that follows a redirect or is tried
 * again is another. Responses' bodies are not recorded.
 */
public final class OkHttpHook implements Hook {

    private static final String LIBRARY = "okhttp3.";
    private static final int BODY_LIMIT = 16 << 20;

    private final HttpSteps steps;

    /** The hook. */
    public OkHttpHook(Recorder recorder) {
        steps = new HttpSteps(recorder);
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
        return List.of(HookPoint.whenLoaded(Target.named("okhttp3.internal.connection.ConnectInterceptor"), named("intercept").and(takesArguments(1)), new Connect()));
    }

    /** The bytes of a body of the library that is in memory; null for others. */
    private static Body body(Object body, Long length) {
        if (body == null) {
            return Body.NONE;
        }
        boolean readable = body.getClass().getName().startsWith(LIBRARY) && length != null && length <= BODY_LIMIT
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

    private final class Connect implements Interceptor {
        @Override
        public Object enter(Object self, Object[] arguments) {
            if (!steps.isInRun()) {
                return steps.count();
            }
            Object request = Mirror.get(arguments[0], "request");
            String method = Mirror.text(request, "method");
            if (method == null || steps.sending(request) || !(Mirror.get(Mirror.get(request, "url"), "uri") instanceof URI uri)) {
                return null;
            }
            Object body = Mirror.get(request, "body");
            Long length = Mirror.get(body, "contentLength") instanceof Long given && given >= 0 ? given : null;
            return steps.begin(request, HttpSteps.Request.of(method, uri, length, body(body, length)));
        }

        @Override
        public Object exit(Object token, Object result, Throwable error) {
            HttpSteps.end((OpenStep) token, Mirror.get(result, "code") instanceof Integer code ? code : null, null, error);
            return result;
        }
    }
}
