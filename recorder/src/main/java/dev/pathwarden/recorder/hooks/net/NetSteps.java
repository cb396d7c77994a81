package dev.pathwarden.recorder.hooks.net;

import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.policies.trust.NetworkAddress;
import dev.pathwarden.recorder.context.OpenStep;
import dev.pathwarden.recorder.context.Recorder;
import dev.pathwarden.recorder.context.StepDraft;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;

/** Makes the steps of the network hooks. */
final class NetSteps {

    private final Recorder recorder;

    NetSteps(Recorder recorder) {
        this.recorder = recorder;
    }

    /** Decides reaching an address; null outside of a run and for an address that is not resolved, which cannot be reached. */
    OpenStep reach(String kind, Object address) {
        return address instanceof SocketAddress given ? reach(kind, given) : null;
    }

    private OpenStep reach(String kind, SocketAddress address) {
        if (address instanceof UnixDomainSocketAddress unix) {
            String path = unix.getPath().toString();
            return recorder.begin(StepDraft.of(Operation.DATA_NET, path).argument("path", path)
                    .fact(Field.NET_KIND, "unix").fact(Field.NET_ADDRESS, path).fact(Field.NET_PRIVATE, true).fact(Field.NET_METADATA, false));
        }
        if (!(address instanceof InetSocketAddress internet) || internet.isUnresolved()) {
            return null;
        }
        InetAddress resolved = internet.getAddress();
        String literal = resolved.getHostAddress();
        String host = internet.getHostString();
        StepDraft draft = StepDraft.of(Operation.DATA_NET, (host == null ? literal : host) + ":" + internet.getPort())
                .argument("address", literal)
                .argument("port", (long) internet.getPort())
                .fact(Field.NET_KIND, kind)
                .fact(Field.NET_ADDRESS, literal)
                .fact(Field.NET_PORT, (long) internet.getPort())
                .fact(Field.NET_PRIVATE, NetworkAddress.isPrivate(resolved.getAddress()))
                .fact(Field.NET_METADATA, NetworkAddress.isMetadata(resolved.getAddress()));
        if (host != null && !host.equals(literal)) {
            draft.argument("host", host).fact(Field.NET_HOST, host);
        }
        return recorder.begin(draft);
    }

    /** Decides looking up a name; null outside of a run and for what is no name. */
    OpenStep lookUp(String host) {
        if (host == null || host.isEmpty() || host.equals("localhost") || host.indexOf(':') >= 0 || !Character.isLetter(host.charAt(host.length() - 1))) {
            return null;
        }
        return recorder.begin(StepDraft.of(Operation.DATA_NET, host).argument("host", host).fact(Field.NET_KIND, "dns").fact(Field.NET_HOST, host));
    }
}
