package dev.pathwarden.recorder.hooks.net;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import dev.pathwarden.model.step.Operation;
import dev.pathwarden.recorder.context.OpenStep;
import dev.pathwarden.recorder.context.Recorder;
import dev.pathwarden.recorder.hooks.Hook;
import dev.pathwarden.recorder.hooks.HookPoint;
import dev.pathwarden.recorder.hooks.Interceptor;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Names looked up, through which data can leave as well. No lookup: {@code localhost} and addresses written as such. */
public final class DnsHook implements Hook {

    private static final int MOST_ADDRESSES = 20;

    private final NetSteps steps;

    /** The hook. */
    public DnsHook(Recorder recorder) {
        steps = new NetSteps(recorder);
    }

    @Override
    public String id() {
        return "net.dns";
    }

    @Override
    public Set<Operation> operations() {
        return Set.of(Operation.DATA_NET);
    }

    @Override
    public List<HookPoint> points() {
        return List.of(HookPoint.inJdk("java.net.InetAddress", named("getAllByName").and(takesArguments(String.class)), new LookUp(), () -> InetAddress.getAllByName("127.0.0.1")));
    }

    private final class LookUp implements Interceptor {
        @Override
        public Object enter(Object self, Object[] arguments) {
            return steps.lookUp((String) arguments[0]);
        }

        @Override
        public Object exit(Object token, Object result, Throwable error) {
            List<String> found = new ArrayList<>();
            if (result instanceof InetAddress[] addresses) {
                for (int i = 0; i < Math.min(addresses.length, MOST_ADDRESSES); i++) {
                    found.add(addresses[i].getHostAddress());
                }
            }
            ((OpenStep) token).end(error == null ? found : null, error);
            return result;
        }
    }
}
