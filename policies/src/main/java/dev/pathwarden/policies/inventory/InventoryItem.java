package dev.pathwarden.policies.inventory;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * A thing that a recording shows.
 *
 * @param kind what it is
 * @param name its name
 * @param steps steps that show it
 * @param runs runs that show it
 * @param stopped those steps that were stopped
 * @param first when the first of them began, in epoch nanoseconds; null where none has a clock
 * @param last when the last of them began; null where none has a clock
 * @param agents durable ids of agents whose steps show it, each with how many, the first by the alphabet where there are many
 * @param labels labels of what came back
 * @param trust what is known of how far it can be trusted
 */
public record InventoryItem(InventoryKind kind, String name, long steps, int runs, long stopped, Long first, Long last, SortedMap<String, Long> agents, SortedSet<String> labels, Trust trust) {

    /** A thing that no step shows. */
    static InventoryItem absent(InventoryKind kind, String name) {
        return new InventoryItem(kind, name, 0, 0, 0, null, null, Collections.emptySortedMap(), Collections.emptySortedSet(), Trust.NONE);
    }

    /** This thing with some of its definitions. */
    InventoryItem definitions(List<ToolDefinition> some) {
        return new InventoryItem(kind, name, steps, runs, stopped, first, last, agents, labels, trust.definitions(some));
    }

    /** The condition that its steps meet, and no others. */
    public String condition() {
        return kind.condition(name);
    }
}
