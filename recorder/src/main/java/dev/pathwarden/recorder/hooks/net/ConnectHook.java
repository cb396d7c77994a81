package dev.pathwarden.recorder.hooks.net;

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
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.SelectorProvider;
import java.util.List;
import java.util.Set;

/**
 * TCP and Unix sockets being connected: plain sockets, channels, asynchronous channels. An asynchronous or non-blocking connection's step ends when
 * it was asked for.
 */
public final class ConnectHook implements Hook {

    private static final int CANARY_PORT = 1;
    private static final int CANARY_MILLIS = 10_000;

    private final NetSteps steps;
    private final SelectorProvider provider;

    /** The hook; canaries open channels of that provider. */
    public ConnectHook(Recorder recorder, SelectorProvider provider) {
        steps = new NetSteps(recorder);
        this.provider = provider;
    }

    @Override
    public String id() {
        return "net.connect";
    }

    @Override
    public Set<Operation> operations() {
        return Set.of(Operation.DATA_NET);
    }

    @Override
    public List<HookPoint> points() {
        return List.of(
                HookPoint.inJdk("sun.nio.ch.NioSocketImpl", named("connect").and(takesArguments(SocketAddress.class, int.class)), new Connect(), () -> {
                    try (Socket socket = new Socket()) {
                        socket.connect(canaryAddress(), CANARY_MILLIS);
                    }
                }),
                HookPoint.inJdk("sun.nio.ch.SocketChannelImpl", named("connect").and(takesArguments(SocketAddress.class)), new Connect(), () -> {
                    try (SocketChannel channel = provider.openSocketChannel()) {
                        channel.connect(canaryAddress());
                    }
                }),
                HookPoint.inJdk("sun.nio.ch.SocketChannelImpl", named("blockingConnect").and(takesArguments(SocketAddress.class, long.class)), new Connect(), () -> {
                    try (SocketChannel channel = provider.openSocketChannel()) {
                        channel.socket().connect(canaryAddress(), CANARY_MILLIS);
                    }
                }),
                // No canary: opening such a channel starts the threads of its group.
                new HookPoint(Target.preloaded("sun.nio.ch.UnixAsynchronousSocketChannelImpl"), named("implConnect").and(takesArgument(0, SocketAddress.class)), Shape.SEE, new Connect(), null));
    }

    private static InetSocketAddress canaryAddress() throws IOException {
        return new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), CANARY_PORT);
    }

    private final class Connect implements Interceptor {
        @Override
        public Object enter(Object self, Object[] arguments) {
            return steps.reach("connect", arguments[0]);
        }

        @Override
        public Object exit(Object token, Object result, Throwable error) {
            ((OpenStep) token).end(null, error);
            return result;
        }
    }
}
