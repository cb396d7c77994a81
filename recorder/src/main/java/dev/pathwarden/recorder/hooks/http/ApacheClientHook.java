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
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Set;

/**
 * Requests of Apache HttpClient 5, classic and asynchronous, decided where its chain of handlers is about to connect: each request that goes out is a step, so one that
 * follows a redirect, answers a challenge or is tried again is another.
 *
 * <p>An asynchronous request's step ends when it was handed over; its connection is made by one of the client's own threads, which belong to a run only if they were
 * started in it. Responses' bodies are not recorded.
 */
public final class ApacheClientHook implements Hook {

    private static final String CLIENT = "org.apache.hc.client5.http.impl.";
    private static final String LIBRARY = "org.apache.hc.";

    private final HttpSteps steps;

    /** The hook. */
    public ApacheClientHook(Recorder recorder) {
        steps = new HttpSteps(recorder);
    }

    @Override
    public String id() {
        return "http.apache-client";
    }

    @Override
    public Set<Operation> operations() {
        return Set.of(Operation.DATA_HTTP);
    }

    @Override
    public List<HookPoint> points() {
        return List.of(
                HookPoint.whenLoaded(Target.named(CLIENT + "classic.ConnectExec"), named("execute").and(takesArguments(3)), new Classic(0)),
                HookPoint.whenLoaded(Target.named(CLIENT + "classic.MinimalHttpClient"), named("doExecute").and(takesArguments(3)), new Classic(1)),
                HookPoint.whenLoaded(Target.named(CLIENT + "async.AsyncConnectExec"), named("execute").and(takesArguments(5)), new Asynchronous()));
    }

    private OpenStep begin(Object request, Long bytes, Body body) {
        if (steps.sending(request)) {
            return null;
        }
        if (!steps.isInRun()) {
            return steps.count();
        }
        String method = Mirror.text(request, "getMethod");
        return method == null || !(Mirror.get(request, "getUri") instanceof URI uri) ? null : steps.begin(request, HttpSteps.Request.of(method, uri, bytes, body));
    }

    private static Long length(Object entity) {
        return Mirror.get(entity, "getContentLength") instanceof Long length && length >= 0 ? length : null;
    }

    /** An entity of the library that can be read more than once; null for others. */
    private static Body body(Object given) {
        if (given == null) {
            return Body.NONE;
        }
        // The client's own wrapper calls itself repeatable as long as nobody has read it, whatever is in it.
        Object entity = given.getClass().getName().equals(CLIENT + "classic.RequestEntityProxy") ? Mirror.field(given, "original") : given;
        if (entity == null) {
            return null;
        }
        boolean again = entity.getClass().getName().startsWith(LIBRARY) && Boolean.TRUE.equals(Mirror.get(entity, "isRepeatable"));
        if (!again || !(Mirror.get(entity, "getContent") instanceof InputStream content)) {
            return null;
        }
        try (content) {
            return Body.of(content);
        } catch (IOException unreadable) {
            return null;
        }
    }

    private final class Classic implements Interceptor {
        private final int request;

        Classic(int request) {
            this.request = request;
        }

        @Override
        public Object enter(Object self, Object[] arguments) {
            Object entity = steps.isInRun() ? Mirror.get(arguments[request], "getEntity") : null;
            return begin(arguments[request], length(entity), steps.sending(arguments[request]) ? null : body(entity));
        }

        @Override
        public Object exit(Object token, Object result, Throwable error) {
            HttpSteps.end((OpenStep) token, Mirror.get(result, "getCode") instanceof Integer code ? code : null, null, error);
            return result;
        }
    }

    private final class Asynchronous implements Interceptor {
        @Override
        public Object enter(Object self, Object[] arguments) {
            return begin(arguments[0], length(arguments[1]), arguments[1] == null ? Body.NONE : null);
        }

        @Override
        public Object exit(Object token, Object result, Throwable error) {
            ((OpenStep) token).end(null, error);
            return result;
        }
    }
}
