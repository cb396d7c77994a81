package dev.pathwarden.recorder.hooks.http;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.returns;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;
import static net.bytebuddy.matcher.ElementMatchers.takesNoArguments;

import dev.pathwarden.model.step.Operation;
import dev.pathwarden.recorder.context.OpenStep;
import dev.pathwarden.recorder.context.Place;
import dev.pathwarden.recorder.context.Recorder;
import dev.pathwarden.recorder.context.WeakIdentityMap;
import dev.pathwarden.recorder.hooks.Hook;
import dev.pathwarden.recorder.hooks.HookPoint;
import dev.pathwarden.recorder.hooks.HookPoint.Shape;
import dev.pathwarden.recorder.hooks.Interceptor;
import dev.pathwarden.recorder.hooks.Target;
import dev.pathwarden.recorder.hooks.mirror.Mirror;
import dev.pathwarden.recorder.hooks.reactive.Streams;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Requests of Reactor Netty's client, which is what Spring's {@code WebClient} sends through where nothing else was said: decided on method and URL when they are subscribed to, before
 * anything is connected. One that follows a redirect or is tried again is another step. A refusal comes as the error of the stream.
 *
 * <p>A body that is one buffer is decided when it is about to be sent, in a step that continues the first; one that is streamed is not seen, nor are responses' bodies. The step ends with the
 * response's status, and never where nobody waited for one. A connection hangs on the request that it is opened for, whichever thread opens it. What subscribes to a response hears of it where
 * it subscribed, whatever event loop reads it. A request tells its server of the run in headers, where that one may know.
 */
public final class ReactorNettyHook implements Hook {

    private static final String CLIENT = "reactor.netty.http.client.";
    private static final Target OPERATIONS = Target.named(CLIENT + "HttpClientOperations");
    private static final Target HANDLER = Target.named(CLIENT + "HttpClientConnect$HttpClientHandler");

    private final Recorder recorder;
    private final HttpSteps steps;
    private final RunHeaders headers;
    private final Streams streams;
    private final WeakIdentityMap<NettyExchange> byHandler = new WeakIdentityMap<>();
    private final WeakIdentityMap<NettyExchange> byOperations = new WeakIdentityMap<>();

    /** A hook that tells servers of the run through those headers. */
    public ReactorNettyHook(Recorder recorder, RunHeaders headers, Streams streams) {
        this.recorder = recorder;
        this.headers = headers;
        this.streams = streams;
        steps = new HttpSteps(recorder);
    }

    @Override
    public String id() {
        return "http.reactor-netty";
    }

    @Override
    public Set<Operation> operations() {
        return Set.of(Operation.DATA_HTTP);
    }

    @Override
    public List<HookPoint> points() {
        List<HookPoint> points = new ArrayList<>(new NettyConnections(recorder, byHandler).points());
        points.addAll(requests());
        return points;
    }

    private List<HookPoint> requests() {
        return List.of(
                HookPoint.whenLoaded(Target.named(CLIENT + "HttpClientConnect$MonoHttpConnect"), named("subscribe").and(takesArguments(1)), new Subscribed()).with(Shape.REPLACE_ARGUMENTS),
                HookPoint.whenLoaded(Target.named("reactor.netty.channel.FluxReceive"), named("subscribe").and(takesArguments(1)), (self, arguments) -> {
                    arguments[0] = streams.placed(arguments[0]);
                    return null;
                }).with(Shape.REPLACE_ARGUMENTS),
                // Asked for the address before each connection, the first and those for redirects.
                HookPoint.whenLoaded(HANDLER, named("get").and(takesNoArguments()).and(returns(SocketAddress.class)), (self, arguments) -> {
                    begin(self);
                    return null;
                }),
                HookPoint.whenLoaded(HANDLER, named("test").and(takesArguments(Throwable.class)), (self, arguments) -> {
                    failed(byHandler.get(self), (Throwable) arguments[0]);
                    return null;
                }),
                HookPoint.whenLoaded(HANDLER, named("requestWithBody"), (self, arguments) -> {
                    NettyExchange exchange = byHandler.get(self);
                    if (exchange != null) {
                        byOperations.put(arguments[0], exchange);
                    }
                    return null;
                }),
                HookPoint.whenLoaded(OPERATIONS, named("outboundHttpMessage").and(takesNoArguments()).or(named("newFullBodyMessage")), (self, arguments) -> {
                    sending(self, arguments.length == 0 ? null : arguments[0]);
                    return null;
                }),
                HookPoint.whenLoaded(OPERATIONS, named("setNettyResponse"), (self, arguments) -> {
                    answered(byOperations.get(self), arguments[0]);
                    return null;
                }));
    }

    /** Somebody subscribes to a request: what is done until that returns, to connect, is within the request. */
    private final class Subscribed implements Interceptor {
        @Override
        public Object enter(Object self, Object[] arguments) {
            Place here = recorder.here();
            if (here == null) {
                return null;
            }
            arguments[0] = streams.placed(arguments[0]);
            return here;
        }

        @Override
        public Object exit(Object token, Object result, Throwable error) {
            recorder.moveTo((Place) token);
            return result;
        }
    }

    private void begin(Object handler) {
        NettyExchange known = byHandler.get(handler);
        if (known != null) {
            again(known, handler);
        } else if (steps.isInRun()) {
            NettyExchange exchange = new NettyExchange(recorder.here());
            byHandler.put(handler, exchange);
            exchange.begun(steps.begin(handler, NettyExchange.request(handler)));
        } else {
            steps.count();
        }
    }

    /** A redirect, or another try, on a thread of the library. */
    private void again(NettyExchange exchange, Object handler) {
        Place before = recorder.moveTo(exchange.around());
        try {
            HttpSteps.Request request = NettyExchange.request(handler);
            exchange.begun(NettyExchange.isRedirected(handler) ? steps.redirect(request) : steps.begin(handler, request));
        } finally {
            recorder.moveTo(before);
        }
    }

    /** A request is about to be written: whole, with its body, or its head alone. */
    private void sending(Object operations, Object body) {
        NettyExchange exchange = byOperations.get(operations);
        OpenStep step = exchange == null ? null : exchange.step();
        if (step == null) {
            return;
        }
        HttpSteps.Request whole = body == null ? null : exchange.whole(body);
        if (whole != null) {
            Runnable out = steps.within(step);
            try {
                OpenStep decided = steps.body(step, whole);
                if (decided != null) {
                    decided.end(null, null);
                }
            } catch (PathwardenBlockedException | PathwardenAbort refusal) {
                failed(exchange, refusal);
                throw refusal;
            } finally {
                out.run();
            }
        }
        headers.tell(step, exchange.host(), new NettyHeaders(Mirror.field(operations, "requestHeaders")));
    }

    private static void answered(NettyExchange exchange, Object response) {
        OpenStep step = exchange == null ? null : exchange.ended();
        if (step != null) {
            HttpSteps.end(step, Mirror.get(Mirror.get(response, "status"), "code") instanceof Integer code ? code : null, null, null);
        }
    }

    private static void failed(NettyExchange exchange, Throwable error) {
        OpenStep step = exchange == null ? null : exchange.ended();
        if (step != null) {
            HttpSteps.end(step, null, null, error);
        }
    }

    /** Headers of a request of Netty. */
    private record NettyHeaders(Object headers) implements RequestHeaders {

        @Override
        public String value(String name) {
            return Mirror.call(headers, "getAll", List.of(String.class), name) instanceof List<?> values && !values.isEmpty() ? String.join(",", values.toArray(String[]::new)) : null;
        }

        @Override
        public void set(String name, String value) {
            Mirror.call(headers, "set", List.of(String.class, Object.class), name, value);
        }

        @Override
        public void remove(String name) {
            Mirror.call(headers, "remove", List.of(String.class), name);
        }
    }
}
