package dev.pathwarden.recorder.context;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Hosts that may be told of a run: this machine, and those that were named. Never asks a name server. For any thread. */
public final class Destinations {

    private static final String ANY = "*";

    private final List<String> named = new ArrayList<>();

    /** This machine and the named hosts; {@code *.example.com} stands for all below {@code example.com}, {@code *} for all there are. */
    public Destinations(List<String> hosts) {
        hosts.forEach(host -> named.add(plain(host)));
    }

    /** Whether that host, as a URL names it, may be told; null is none. */
    public boolean include(String host) {
        if (host == null || host.isEmpty()) {
            return false;
        }
        String plain = plain(host);
        return isThisMachine(plain) || named.stream().anyMatch(name -> name.equals(ANY) || name.equals(plain) || name.startsWith("*.") && plain.endsWith(name.substring(1)));
    }

    private static boolean isThisMachine(String host) {
        return host.equals("localhost") || host.endsWith(".localhost") || host.equals("::1") || host.equals("0:0:0:0:0:0:0:1") || host.matches("127(\\.[0-9]{1,3}){3}");
    }

    private static String plain(String host) {
        String text = host.trim().toLowerCase(Locale.ROOT);
        text = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    }
}
