package dev.pathwarden.policies.novelty;

import java.util.Objects;

/**
 * What a run came to before a step.
 *
 * @param toolBefore the tool that was called last; empty for none
 * @param steps its steps
 * @param calls the calls of tools and MCP servers among them
 * @param rows rows that SQL read
 * @param bytes bytes of request bodies that were let out
 */
public record SoFar(String toolBefore, long steps, long calls, long rows, long bytes) {
    public SoFar {
        Objects.requireNonNull(toolBefore, "toolBefore");
    }
}
