package dev.pathwarden.recorder.hooks.net;

import static net.bytebuddy.matcher.ElementMatchers.isPrivate;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.not;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.recorder.context.OpenStep;
import dev.pathwarden.recorder.context.Recorder;
import dev.pathwarden.recorder.context.WeakIdentityMap;
import dev.pathwarden.recorder.hooks.Hook;
import dev.pathwarden.recorder.hooks.HookPoint;
import dev.pathwarden.recorder.hooks.Interceptor;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.spi.SelectorProvider;
import java.util.List;
import java.util.Set;

/** Datagrams: one step for the first to an address from a channel within a run, and a further one when the address changes. */
public final class DatagramHook implements Hook {

    private static final String CLASS = "sun.nio.ch.DatagramChannelImpl";
    private static final int CANARY_PORT = 9;

    private final NetSteps steps;
    private final SelectorProvider provider;
    private final WeakIdentityMap<Allowed> allowed = new WeakIdentityMap<>();

    /** The hook; canaries open channels of that provider. */
    public DatagramHook(Recorder recorder, SelectorProvider provider) {
        steps = new NetSteps(recorder);
        this.provider = provider;
    }

    @Override
    public String id() {
        return "net.udp";
    }

    @Override
    public Set<Operation> operations() {
        return Set.of(Operation.DATA_NET);
    }

    @Override
    public List<HookPoint> points() {
        return List.of(
                HookPoint.inJdk(CLASS, named("connect").and(takesArguments(SocketAddress.class, boolean.class)), new Reach(), () -> {
                    try (DatagramChannel channel = provider.openDatagramChannel()) {
                        channel.connect(canaryAddress());
                    }
                }),
                HookPoint.inJdk(CLASS, named("send").and(takesArguments(ByteBuffer.class, SocketAddress.class)).and(not(isPrivate())), new Reach(), () -> {
                    try (DatagramChannel channel = provider.openDatagramChannel()) {
                        channel.send(ByteBuffer.allocate(0), canaryAddress());
                    }
                }),
                // On 17 it takes buffer and address, on later ones the packet.
                HookPoint.inJdk(CLASS, named("blockingSend").and(takesArgument(0, DatagramPacket.class).or(takesArgument(1, SocketAddress.class))), new Reach(), () -> {
                    try (DatagramChannel channel = provider.openDatagramChannel()) {
                        channel.socket().send(new DatagramPacket(new byte[0], 0, canaryAddress()));
                    }
                }));
    }

    private static InetSocketAddress canaryAddress() throws IOException {
        return new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), CANARY_PORT);
    }

    private static SocketAddress addressAmong(Object[] arguments) {
        for (Object argument : arguments) {
            if (argument instanceof SocketAddress address) {
                return address;
            }
            if (argument instanceof DatagramPacket packet) {
                return packet.getPort() < 0 || packet.getAddress() == null ? null : packet.getSocketAddress();
            }
        }
        return null;
    }

    /** Where a channel may send to, and in which run that was decided. */
    private record Allowed(SocketAddress address, RunId run) {
    }

    private final class Reach implements Interceptor {
        @Override
        public Object enter(Object self, Object[] arguments) {
            SocketAddress address = addressAmong(arguments);
            RunId run = address == null ? null : steps.goOn();
            Allowed known = run == null ? null : allowed.get(self);
            if (address == null || known != null && known.run.equals(run) && known.address.equals(address)) {
                return null;
            }
            OpenStep step = steps.reach("udp", address);
            if (step != null) {
                allowed.put(self, new Allowed(address, run));
            }
            return step;
        }

        @Override
        public Object exit(Object token, Object result, Throwable error) {
            ((OpenStep) token).end(null, error);
            return result;
        }
    }
}
