package dev.pathwarden.policies.catalogue;

import dev.pathwarden.policies.tool.ToolEffect;
import dev.pathwarden.policies.tool.ToolEntry;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * A tool as a draft has it, with the reasons.
 *
 * @param entry what the catalogue is to say
 * @param calls how often it was called
 * @param byName what its name says it does
 * @param evidence steps below its calls that show what it does, by operation
 */
public record DraftedTool(ToolEntry entry, long calls, Set<ToolEffect> byName, Map<String, Long> evidence) {
    public DraftedTool {
        Objects.requireNonNull(entry, "entry");
        byName = Set.copyOf(byName);
        evidence = Collections.unmodifiableMap(new TreeMap<>(evidence));
    }
}
