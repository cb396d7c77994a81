package dev.pathwarden.recorder.hooks.http;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import dev.pathwarden.model.step.Operation;
import dev.pathwarden.recorder.context.OpenStep;
import dev.pathwarden.recorder.context.Recorder;
import dev.pathwarden.recorder.context.WeakIdentityMap;
import dev.pathwarden.recorder.hooks.Hook;
import dev.pathwarden.recorder.hooks.HookPoint;
import dev.pathwarden.recorder.hooks.Interceptor;
import dev.pathwarden.recorder.hooks.Target;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/**
 * What is sent through a web socket of the JDK's HTTP client, each text and each piece of binary data a request of method {@code SEND} of its own, decided before it is sent. That the
 * socket is opened is a request of {@link HttpClientHook}.
 *
 * <p>Not seen: what comes in, pings and pongs, web sockets of other libraries, and a value that a program spreads over several pieces.
 */
public final class WebSocketHook implements Hook {

    private static final Target SOCKET = Target.named("jdk.internal.net.http.websocket.WebSocketImpl");
    private static final int MOST_CHARS = 16 << 20;

    private final HttpSteps steps;
    private final WeakIdentityMap<URI> addresses = new WeakIdentityMap<>();

    /** The hook. */
    public WebSocketHook(Recorder recorder) {
        steps = new HttpSteps(recorder);
    }

    @Override
    public String id() {
        return "http.web-socket";
    }

    @Override
    public Set<Operation> operations() {
        return Set.of(Operation.DATA_HTTP);
    }

    @Override
    public List<HookPoint> points() {
        return List.of(
                HookPoint.whenLoaded(SOCKET, named("newInstance").and(takesArguments(5)), new Opened()),
                HookPoint.whenLoaded(SOCKET, named("sendText").or(named("sendBinary")).and(takesArguments(2)), new Send()));
    }

    /** A socket comes to be. */
    private final class Opened implements Interceptor {
        @Override
        public Object enter(Object self, Object[] arguments) {
            return arguments[0];
        }

        @Override
        public Object exit(Object address, Object socket, Throwable error) {
            if (socket != null && address instanceof URI uri) {
                addresses.put(socket, uri);
            }
            return socket;
        }
    }

    private final class Send implements Interceptor {
        @Override
        public Object enter(Object self, Object[] arguments) {
            if (!steps.isInRun()) {
                return steps.count();
            }
            URI address = addresses.get(self);
            Body body = body(arguments[0]);
            return address == null ? null : steps.begin(self, HttpSteps.Request.of("SEND", address, body == null || body.more() ? null : Long.valueOf(body.bytes().length), body));
        }

        @Override
        public Object exit(Object token, Object result, Throwable error) {
            HttpSteps.end((OpenStep) token, null, null, error);
            return result;
        }
    }

    /** The data; null for text of a class of the program's own, whose methods are not called. */
    private static Body body(Object data) {
        if (data instanceof ByteBuffer bytes) {
            Body.Sample sample = new Body.Sample();
            ByteBuffer rest = bytes.duplicate();
            byte[] part = new byte[Math.min(rest.remaining(), 8 * 1024)];
            while (rest.hasRemaining() && sample.wantsMore()) {
                int count = Math.min(rest.remaining(), part.length);
                rest.get(part, 0, count);
                sample.add(part, 0, count);
            }
            return sample.body();
        }
        boolean plain = data instanceof String || data instanceof StringBuilder || data instanceof CharBuffer;
        return plain && ((CharSequence) data).length() <= MOST_CHARS ? Body.of(data.toString().getBytes(StandardCharsets.UTF_8)) : null;
    }
}
