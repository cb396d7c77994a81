package dev.pathwarden.recorder.hooks.mcp;

import dev.pathwarden.recorder.context.Propagation;
import dev.pathwarden.recorder.hooks.mirror.Mirror;
import java.net.URI;
import java.util.List;

/** Where a client's transport leads: to a process it started, or to a host. */
final class McpDestination {

    private static final String STDIO = "Stdio";
    private static final List<String> ADDRESSES = List.of("baseUri", "url", "sseUrl");

    private McpDestination() {
    }

    /** Whether a message over that transport may tell of a run; of an unknown kind of transport it may not. */
    static boolean mayBeTold(Propagation propagation, Object transport) {
        return transport != null && (transport.getClass().getSimpleName().contains(STDIO) || propagation.mayTell(host(transport)));
    }

    private static String host(Object transport) {
        for (String field : ADDRESSES) {
            Object address = Mirror.field(transport, field);
            if (address instanceof URI uri) {
                return uri.getHost();
            }
            if (address instanceof String text) {
                return hostOf(text);
            }
        }
        return null;
    }

    private static String hostOf(String address) {
        try {
            return URI.create(address).getHost();
        } catch (IllegalArgumentException noAddress) {
            return null;
        }
    }
}
