package dev.pathwarden.recorder.hooks.net;

import static net.bytebuddy.matcher.ElementMatchers.named;

import dev.pathwarden.model.step.Operation;
import dev.pathwarden.recorder.context.OpenStep;
import dev.pathwarden.recorder.context.Recorder;
import dev.pathwarden.recorder.hooks.Hook;
import dev.pathwarden.recorder.hooks.HookPoint;
import dev.pathwarden.recorder.hooks.Interceptor;
import dev.pathwarden.recorder.hooks.Target;
import dev.pathwarden.recorder.hooks.mirror.Mirror;
import java.util.List;
import java.util.Set;

/**
 * Connections that Netty makes with native code of its own (epoll, kqueue, io_uring), on the resolved address. What Netty connects with the JDK's channels is seen there. The step ends when the
 * connection was asked for. Not seen: datagrams of such channels, and so names that Netty resolves by itself.
 */
public final class NativeConnectHook implements Hook {

    private static final String CHANNELS = "io.netty.channel.";
    private static final List<String> NATIVE = List.of(CHANNELS + "epoll.", CHANNELS + "kqueue.", CHANNELS + "uring.", "io.netty.incubator.channel.uring.");

    private final NetSteps steps;

    /** The hook. */
    public NativeConnectHook(Recorder recorder) {
        steps = new NetSteps(recorder);
    }

    @Override
    public String id() {
        return "net.native-connect";
    }

    @Override
    public Set<Operation> operations() {
        return Set.of(Operation.DATA_NET);
    }

    @Override
    public List<HookPoint> points() {
        // The last that every channel's request to connect goes through.
        return List.of(HookPoint.whenLoaded(Target.named(CHANNELS + "DefaultChannelPipeline$HeadContext"), named("connect"), new Connect()));
    }

    private final class Connect implements Interceptor {
        @Override
        public Object enter(Object self, Object[] arguments) {
            Object channel = Mirror.get(arguments[0], "channel");
            return channel != null && NATIVE.stream().anyMatch(channel.getClass().getName()::startsWith) ? steps.reach("connect", arguments[1]) : null;
        }

        @Override
        public Object exit(Object token, Object result, Throwable error) {
            ((OpenStep) token).end(null, error);
            return result;
        }
    }
}
