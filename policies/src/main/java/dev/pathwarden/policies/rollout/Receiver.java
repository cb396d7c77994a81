package dev.pathwarden.policies.rollout;

import java.net.URI;
import java.util.Objects;

/**
 * A host that bundles are pushed to, where {@code pathwarden policy receive} puts them beside the recorders that follow them.
 *
 * @param url where it listens: {@code https}, a host and a port
 * @param pin what its key is known by
 * @param tokenFile the file with the token it asks for, as it is written: from the plan's own directory where it is no absolute path; null where a variable has it
 * @param tokenVariable name of the environment variable with that token; null where a file has it
 */
public record Receiver(URI url, Pin pin, String tokenFile, String tokenVariable) {

    private static final String SCHEME = "https";
    private static final int LONGEST = 1_000;

    /**
     * A receiver.
     *
     * @throws IllegalArgumentException if the address is none, or the token is not in one place; the message is a sentence without a full stop
     */
    public Receiver {
        Objects.requireNonNull(pin, "pin");
        boolean bare = url.getRawUserInfo() == null && url.getRawQuery() == null && url.getRawFragment() == null && (url.getRawPath() == null || url.getRawPath().isEmpty() || url.getRawPath().equals("/"));
        if (!SCHEME.equals(url.getScheme()) || url.getHost() == null || !bare || url.toString().length() > LONGEST) {
            throw new IllegalArgumentException("a receiver is reached at https://HOST:PORT, and not at '" + url + "'");
        }
        if ((tokenFile == null) == (tokenVariable == null)) {
            throw new IllegalArgumentException("the token of " + url + " is in a file or in a variable, and its place has to be named once");
        }
    }

    /** What people call it: host and port. */
    public String name() {
        return url.getRawAuthority();
    }
}
