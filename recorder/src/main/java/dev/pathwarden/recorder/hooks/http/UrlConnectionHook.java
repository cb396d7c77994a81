package dev.pathwarden.recorder.hooks.http;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;
import static net.bytebuddy.matcher.ElementMatchers.takesNoArguments;

import dev.pathwarden.model.step.Operation;
import dev.pathwarden.recorder.context.OpenStep;
import dev.pathwarden.recorder.context.Recorder;
import dev.pathwarden.recorder.context.WeakIdentityMap;
import dev.pathwarden.recorder.hooks.Hook;
import dev.pathwarden.recorder.hooks.HookPoint;
import dev.pathwarden.recorder.hooks.HookPoint.Shape;
import dev.pathwarden.recorder.hooks.Interceptor;
import dev.pathwarden.recorder.hooks.Target;
import dev.pathwarden.recorder.hooks.mirror.Mirror;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.util.List;
import java.util.Set;

/**
 * Requests of {@code HttpURLConnection}, HTTPS and {@code URL.openStream} included, decided on method and URL before anything is connected.
 *
 * <p>A body is written to a buffer once the connection is there, and sent when the program asks for the response: it is decided then, in a step that continues the
 * first. A body that is streamed is not seen. A redirect is decided before it is followed. Either tells its server of the run, where that one may know.
 */
public final class UrlConnectionHook implements Hook {

    private static final Target CONNECTION = Target.named("sun.net.www.protocol.http.HttpURLConnection");
    private static final List<Integer> METHOD_STAYS = List.of(307, 308);

    private final HttpSteps steps;
    private final RunHeaders headers;
    private final WeakIdentityMap<Exchange> exchanges = new WeakIdentityMap<>();

    /** A hook that tells servers of the run through those headers. */
    public UrlConnectionHook(Recorder recorder, RunHeaders headers) {
        steps = new HttpSteps(recorder);
        this.headers = headers;
    }

    @Override
    public String id() {
        return "http.url-connection";
    }

    @Override
    public Set<Operation> operations() {
        return Set.of(Operation.DATA_HTTP);
    }

    @Override
    public List<HookPoint> points() {
        return List.of(
                HookPoint.whenLoaded(CONNECTION, named("plainConnect").and(takesNoArguments()), new Opening(false)),
                HookPoint.whenLoaded(CONNECTION, named("getOutputStream").and(takesNoArguments()), new Opening(true)),
                HookPoint.whenLoaded(CONNECTION, named("getInputStream").and(takesNoArguments()), new Response()).with(Shape.REPLACE_RESULT),
                HookPoint.whenLoaded(CONNECTION, named("followRedirect0").and(takesArgument(2, URL.class)), new Redirect()));
    }

    /** What is known of one connection's request. */
    private static final class Exchange {
        private OpenStep step;
        private boolean refused;
        private boolean bodyDecided;
        private InputStream response;
    }

    /** The connection's exchange, which begins now if it has not yet; null outside of a run. */
    private Exchange begin(HttpURLConnection connection, boolean writes) {
        Exchange exchange = exchanges.get(connection);
        if (exchange != null && exchange.refused) {
            throw new PathwardenBlockedException();
        }
        if (exchange != null) {
            steps.goOn();
            return exchange;
        }
        if (!steps.isInRun()) {
            steps.count();
            return null;
        }
        Exchange begun = new Exchange();
        try {
            begun.step = steps.begin(connection, request(connection, writes, null));
        } catch (PathwardenBlockedException | PathwardenAbort refusal) {
            begun.refused = true;
            exchanges.put(connection, begun);
            throw refusal;
        }
        exchanges.put(connection, begun);
        if (begun.step != null) {
            headers.tell(begun.step, connection.getURL().getHost(), new ConnectionHeaders(connection));
        }
        return begun;
    }

    private static HttpSteps.Request request(HttpURLConnection connection, boolean writes, byte[] body) {
        String method = connection.getRequestMethod();
        Long length = body != null ? Long.valueOf(body.length) : fixedLength(connection);
        return request(writes && method.equals("GET") ? "POST" : method, connection.getURL(), length, body != null ? Body.of(body) : writes || connection.getDoOutput() ? null : Body.NONE);
    }

    private static HttpSteps.Request request(String method, URL url, Long bytes, Body body) {
        String text = url.toExternalForm();
        return new HttpSteps.Request(method, url.getUserInfo() == null ? text : text.replace(url.getUserInfo() + "@", ""), url.getHost(), bytes, body);
    }

    private static Long fixedLength(HttpURLConnection connection) {
        long length = Mirror.field(connection, "fixedContentLengthLong") instanceof Long given ? given : -1;
        return length >= 0 ? Long.valueOf(length) : Mirror.field(connection, "fixedContentLength") instanceof Integer given && given >= 0 ? Long.valueOf(given) : null;
    }

    /** Connecting, or asking for the stream to write to, which connects. The request goes on behind it. */
    private final class Opening implements Interceptor {
        private final boolean writes;

        Opening(boolean writes) {
            this.writes = writes;
        }

        @Override
        public Object enter(Object self, Object[] arguments) {
            if (steps.sending(self)) {
                return null;
            }
            Exchange exchange = begin((HttpURLConnection) self, writes);
            return exchange == null || exchange.step == null ? null : new Object[] {exchange, steps.within(exchange.step)};
        }

        @Override
        public Object exit(Object token, Object result, Throwable error) {
            Object[] both = (Object[]) token;
            ((Runnable) both[1]).run();
            OpenStep step = ((Exchange) both[0]).step;
            step.leave();
            if (error != null) {
                HttpSteps.end(step, null, null, error);
            }
            return result;
        }
    }

    /** Asking for the response, which sends the request. */
    private final class Response implements Interceptor {
        @Override
        public Object enter(Object self, Object[] arguments) {
            if (steps.sending(self)) {
                return null;
            }
            HttpURLConnection connection = (HttpURLConnection) self;
            Exchange exchange = begin(connection, false);
            if (exchange == null || exchange.step == null) {
                return null;
            }
            Runnable out = steps.within(exchange.step);
            try {
                decideBody(connection, exchange);
            } catch (PathwardenBlockedException | PathwardenAbort refusal) {
                out.run();
                HttpSteps.end(exchange.step, null, null, refusal);
                exchange.refused = true;
                throw refusal;
            } catch (RuntimeException | Error fault) {
                out.run();
                throw fault;
            }
            return new Object[] {exchange, out, connection};
        }

        private void decideBody(HttpURLConnection connection, Exchange exchange) {
            if (!exchange.bodyDecided && Mirror.field(connection, "poster") instanceof ByteArrayOutputStream poster && poster.size() > 0) {
                OpenStep body = steps.body(exchange.step, request(connection, true, poster.toByteArray()));
                exchange.bodyDecided = true;
                if (body != null) {
                    body.end(null, null);
                }
            }
        }

        @Override
        public Object exit(Object token, Object result, Throwable error) {
            Object[] all = (Object[]) token;
            Exchange exchange = (Exchange) all[0];
            ((Runnable) all[1]).run();
            exchange.step.leave();
            Integer status = Mirror.field(all[2], "responseCode") instanceof Integer code ? code : null;
            if (exchange.response != null) {
                return exchange.response;
            }
            if (error != null || !(result instanceof InputStream body)) {
                HttpSteps.end(exchange.step, status, null, error);
                return result;
            }
            exchange.response = new ResponseStream(steps, body, exchange.step, status);
            return exchange.response;
        }
    }

    private final class Redirect implements Interceptor {
        @Override
        public Object enter(Object self, Object[] arguments) {
            String method = ((HttpURLConnection) self).getRequestMethod();
            boolean stays = METHOD_STAYS.contains(arguments[1]) || !method.equals("POST");
            Body body = stays && ((HttpURLConnection) self).getDoOutput() ? null : Body.NONE;
            OpenStep step = arguments[2] instanceof URL target ? steps.redirect(request(stays ? method : "GET", target, null, body)) : null;
            return step == null ? null : new Object[] {step, self, arguments[2]};
        }

        /** The connection is there then, and nothing has been sent over it. */
        @Override
        public Object exit(Object token, Object result, Throwable error) {
            Object[] all = (Object[]) token;
            OpenStep step = (OpenStep) all[0];
            try {
                headers.tell(step, ((URL) all[2]).getHost(), new ConnectionHeaders((HttpURLConnection) all[1]));
            } finally {
                step.end(null, error);
            }
            return result;
        }
    }
}
