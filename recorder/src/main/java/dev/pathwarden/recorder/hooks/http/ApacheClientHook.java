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
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Requests of Apache HttpClient 5, classic and asynchronous, decided where its chain of handlers is about to connect: each request that goes out is a step, so one that
 * follows a redirect, answers a challenge or is tried again is another.
 *
 * <p>An asynchronous request's step ends when it was handed over; its connection is made by one of the client's own threads, which belong to a run only if they were
 * started in it. Responses' bodies are not recorded. A request tells its server of the run in headers, where that one may know; the client makes a redirected one without them, and a
 * request of the program is given back as it was.
 */
public final class ApacheClientHook implements Hook {

    private static final String CLIENT = "org.apache.hc.client5.http.impl.";
    private static final String LIBRARY = "org.apache.hc.";

    private final HttpSteps steps;
    private final RunHeaders headers;

    /** A hook that tells servers of the run through those headers. */
    public ApacheClientHook(Recorder recorder, RunHeaders headers) {
        steps = new HttpSteps(recorder);
        this.headers = headers;
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
                HookPoint.whenLoaded(Target.named(CLIENT + "classic.ConnectExec"), named("execute").and(takesArguments(3)), new Classic(0, arguments -> target(arguments[1]))),
                HookPoint.whenLoaded(Target.named(CLIENT + "classic.MinimalHttpClient"), named("doExecute").and(takesArguments(3)), new Classic(1, arguments -> arguments[0])),
                HookPoint.whenLoaded(Target.named(CLIENT + "async.AsyncConnectExec"), named("execute").and(takesArguments(5)), new Asynchronous()));
    }

    /** The host that an execution goes to. */
    private static Object target(Object scope) {
        return Mirror.get(Mirror.field(scope, "route"), "getTargetHost");
    }

    private OpenStep begin(Object request, Object target, Long bytes, Body body) {
        if (steps.sending(request)) {
            return null;
        }
        if (!steps.isInRun()) {
            return steps.count();
        }
        String method = Mirror.text(request, "getMethod");
        if (method == null || !(Mirror.get(request, "getUri") instanceof URI written)) {
            return null;
        }
        URI uri = at(target, written);
        OpenStep step = steps.begin(request, HttpSteps.Request.of(method, uri, bytes, body));
        if (step != null) {
            headers.tell(step, uri.getHost(), new MessageHeaders(request));
        }
        return step;
    }

    /** A request can be executed at another host than its URL names, and that is where it goes. */
    private static URI at(Object target, URI written) {
        String host = Mirror.text(target, "getHostName");
        Long port = Mirror.integer(target, "getPort");
        if (host == null || port == null) {
            return written;
        }
        String shown = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        if (shown.equalsIgnoreCase(written.getHost()) && (port < 0 || written.getPort() < 0 || port == written.getPort())) {
            return written;
        }
        String query = written.getRawQuery() == null ? "" : "?" + written.getRawQuery();
        String path = written.getRawPath() == null ? "" : written.getRawPath();
        return URI.create(Mirror.text(target, "getSchemeName") + "://" + shown + (port < 0 ? "" : ":" + port) + path + query);
    }

    /** Headers of a request of the library. */
    private record MessageHeaders(Object request) implements RequestHeaders {

        @Override
        public String value(String name) {
            if (!(Mirror.call(request, "getHeaders", List.of(String.class), name) instanceof Object[] all) || all.length == 0) {
                return null;
            }
            return Stream.of(all).map(header -> Mirror.text(header, "getValue")).filter(Objects::nonNull).collect(Collectors.joining(","));
        }

        @Override
        public void set(String name, String value) {
            Mirror.call(request, "setHeader", List.of(String.class, Object.class), name, value);
        }

        @Override
        public void remove(String name) {
            Mirror.call(request, "removeHeaders", List.of(String.class), name);
        }
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
        private final Function<Object[], Object> target;

        Classic(int request, Function<Object[], Object> target) {
            this.request = request;
            this.target = target;
        }

        @Override
        public Object enter(Object self, Object[] arguments) {
            Object entity = steps.isInRun() ? Mirror.get(arguments[request], "getEntity") : null;
            OpenStep step = begin(arguments[request], target.apply(arguments), length(entity), steps.sending(arguments[request]) ? null : body(entity));
            return step == null ? null : new Object[] {step, arguments[request]};
        }

        @Override
        public Object exit(Object token, Object result, Throwable error) {
            Object[] both = (Object[]) token;
            headers.forget(new MessageHeaders(both[1]));
            HttpSteps.end((OpenStep) both[0], Mirror.get(result, "getCode") instanceof Integer code ? code : null, null, error);
            return result;
        }
    }

    private final class Asynchronous implements Interceptor {
        @Override
        public Object enter(Object self, Object[] arguments) {
            return begin(arguments[0], target(arguments[2]), length(arguments[1]), arguments[1] == null ? Body.NONE : null);
        }

        @Override
        public Object exit(Object token, Object result, Throwable error) {
            ((OpenStep) token).end(null, error);
            return result;
        }
    }
}
