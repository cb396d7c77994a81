package dev.pathwarden.policies.catalogue;

import dev.pathwarden.policies.tool.ToolEffect;
import dev.pathwarden.policies.tool.ToolEntry;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A tool as a draft has it, with the reasons.
 *
 * @param entry what the catalogue is to say
 * @param calls how often it was called
 * @param byName what its name says it does
 * @param evidence steps below its calls that show what it does, by operation
 * @param hints what its MCP server says that it does
 * @param title what its MCP server calls it for people; null where it says nothing
 */
public record DraftedTool(ToolEntry entry, long calls, Set<ToolEffect> byName, Map<String, Long> evidence, Set<ServerHint> hints, String title) {
    public DraftedTool {
        Objects.requireNonNull(entry, "entry");
        byName = Set.copyOf(byName);
        hints = Collections.unmodifiableSet(new TreeSet<>(hints));
        evidence = Collections.unmodifiableMap(new TreeMap<>(evidence));
    }
}
