package dev.pathwarden.recorder.hooks.http;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import dev.pathwarden.recorder.context.OpenStep;
import dev.pathwarden.recorder.context.Place;
import dev.pathwarden.recorder.context.Recorder;
import dev.pathwarden.recorder.context.WeakIdentityMap;
import dev.pathwarden.recorder.hooks.HookPoint;
import dev.pathwarden.recorder.hooks.HookPoint.Shape;
import dev.pathwarden.recorder.hooks.Interceptor;
import dev.pathwarden.recorder.hooks.Target;
import dev.pathwarden.recorder.hooks.mirror.Mirror;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * For whom Reactor Netty opens a connection. Of all threads that ask a pool for one, or give one back, any may open those that others wait for; so who asks says where it is in the subscriber's
 * context, which the library hands to whatever opens the connection for it.
 *
 * <p>What is done from resolving the address to asking for the connection is there, also where a name is resolved by somebody else's thread. Not carried: further addresses of a name, tried
 * when the first could not be reached.
 */
final class NettyConnections {

    private static final String PROVIDERS = "reactor.netty.resources.";
    private static final Target CONNECTOR = Target.named("reactor.netty.transport.TransportConnector");
    private static final Key ASKED = new Key();

    private final Recorder recorder;
    private final WeakIdentityMap<NettyExchange> byHandler;
    private final WeakIdentityMap<Asked> byChannel = new WeakIdentityMap<>();

    /** Connections for requests, each by the handler that is asked for its address. */
    NettyConnections(Recorder recorder, WeakIdentityMap<NettyExchange> byHandler) {
        this.recorder = recorder;
        this.byHandler = byHandler;
    }

    List<HookPoint> points() {
        return List.of(
                acquired("PooledConnectionProvider"),
                acquired("NewConnectionProvider"),
                HookPoint.whenLoaded(CONNECTOR, named("doResolveAndConnect").and(takesArguments(5)), new Resolving()).noting(),
                HookPoint.whenLoaded(CONNECTOR, named("doConnect").and(takesArguments(4)), new Connecting()).noting());
    }

    private HookPoint acquired(String provider) {
        return HookPoint.whenLoaded(Target.named(PROVIDERS + provider), named("acquire").and(takesArguments(4)), new Acquired()).with(Shape.REPLACE_RESULT).noting();
    }

    /** Under what the subscriber's context has where it is. */
    private static final class Key {
        @Override
        public String toString() {
            return "dev.pathwarden.asked";
        }
    }

    /** Who asked for a connection, also outside of any run. It is forgotten when it has the connection, which keeps the context. */
    private final class Asked {
        private volatile Place around;
        private volatile Object handler;

        Asked(Place around, Object handler) {
            this.around = around;
            this.handler = handler;
        }

        /** Where it is: within the request that is under way, where it is one. */
        Place place() {
            Object asking = handler;
            NettyExchange exchange = asking == null ? null : byHandler.get(asking);
            OpenStep step = exchange == null ? null : exchange.step();
            return step == null ? around : step.place();
        }

        void forget() {
            around = null;
            handler = null;
        }
    }

    /** A connection is asked for, of a pool or a new one. One that a pool asks for in turn is for whoever asked the pool. */
    private final class Acquired implements Interceptor {
        @Override
        public Object enter(Object self, Object[] arguments) {
            return new Asked(recorder.here(), arguments[2]);
        }

        @Override
        public Object exit(Object token, Object result, Throwable error) {
            Asked asked = (Asked) token;
            Object told = Mirror.call(result, "contextWrite", List.of(Function.class), (UnaryOperator<Object>) context -> {
                Object with = Boolean.FALSE.equals(Mirror.call(context, "hasKey", List.of(Object.class), ASKED)) ? Mirror.call(context, "put", List.of(Object.class, Object.class), ASKED, asked) : null;
                return with == null ? context : with;
            });
            Object forgetting = Mirror.call(told, "doOnTerminate", List.of(Runnable.class), (Runnable) asked::forget);
            return forgetting == null ? result : forgetting;
        }
    }

    private final class Resolving implements Interceptor {
        @Override
        public Object enter(Object self, Object[] arguments) {
            if (!(Mirror.call(arguments[4], "getOrDefault", List.of(Object.class, Object.class), ASKED, null) instanceof Asked asked)) {
                return null;
            }
            byChannel.put(arguments[0], asked);
            return new Place[] {recorder.moveTo(asked.place())};
        }

        @Override
        public Object exit(Object token, Object result, Throwable error) {
            recorder.moveTo(((Place[]) token)[0]);
            return result;
        }
    }

    private final class Connecting implements Interceptor {
        @Override
        public Object enter(Object self, Object[] arguments) {
            Object channel = Mirror.get(arguments[2], "channel");
            Asked asked = channel == null ? null : byChannel.get(channel);
            return asked == null ? null : new Place[] {recorder.moveTo(asked.place())};
        }

        @Override
        public Object exit(Object token, Object result, Throwable error) {
            recorder.moveTo(((Place[]) token)[0]);
            return result;
        }
    }
}
