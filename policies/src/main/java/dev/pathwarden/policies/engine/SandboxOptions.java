package dev.pathwarden.policies.engine;

import java.util.List;

/**
 * What a process may do in its sandbox beyond reading files and computing.
 *
 * @param network whether it may use the network
 * @param write files and directories it may write to, absolute or below its working directory
 */
public record SandboxOptions(boolean network, List<String> write) {

    /** No network, and nothing to write to but a temporary directory of its own. */
    public static final SandboxOptions STRICT = new SandboxOptions(false, List.of());

    public SandboxOptions {
        write = List.copyOf(write);
    }

    /** What both allow. */
    public SandboxOptions and(SandboxOptions other) {
        return new SandboxOptions(network && other.network, write.stream().filter(other.write::contains).toList());
    }
}
