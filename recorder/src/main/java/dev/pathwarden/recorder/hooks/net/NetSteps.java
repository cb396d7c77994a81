package dev.pathwarden.recorder.hooks.net;

import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.policies.target.NetworkAddress;
import dev.pathwarden.recorder.context.OpenStep;
import dev.pathwarden.recorder.context.Place;
import dev.pathwarden.recorder.context.Recorder;
import dev.pathwarden.recorder.context.StepDraft;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;

/** Makes the steps of the network hooks. */
final class NetSteps {

    private static final int MOST_NUMBERS = 4;
    private static final int BITS_OF_A_BYTE = 8;

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

    /** The run that goes on here, null outside of any. It is refused to go on where a guardrail ended it. */
    RunId goOn() {
        recorder.goOn();
        Place here = recorder.here();
        return here == null ? null : here.runId();
    }

    /** Decides looking up a name; null outside of a run and for what is no name: an address of IPv6, with its colons, or of IPv4. */
    OpenStep lookUp(String host) {
        if (host == null || host.isEmpty() || host.equals("localhost") || host.indexOf(':') >= 0 || isAddress(host)) {
            return null;
        }
        return recorder.begin(StepDraft.of(Operation.DATA_NET, host).argument("host", host).fact(Field.NET_KIND, "dns").fact(Field.NET_HOST, host));
    }

    /** Whether that is how an address of IPv4 is written: up to four numbers, of which the last stands for the bytes that are left. */
    private static boolean isAddress(String host) {
        long number = -1;
        int numbers = 0;
        for (int i = 0; i <= host.length(); i++) {
            char c = i < host.length() ? host.charAt(i) : '.';
            if (c == '.') {
                boolean last = i == host.length();
                long most = last ? (1L << BITS_OF_A_BYTE * (MOST_NUMBERS - numbers)) - 1 : (1 << BITS_OF_A_BYTE) - 1;
                if (number < 0 || number > most || ++numbers == MOST_NUMBERS && !last) {
                    return false;
                }
                number = -1;
            } else if (c >= '0' && c <= '9' && number < 1L << BITS_OF_A_BYTE * MOST_NUMBERS) {
                number = Math.max(number, 0) * 10 + c - '0';
            } else {
                return false;
            }
        }
        return true;
    }
}
