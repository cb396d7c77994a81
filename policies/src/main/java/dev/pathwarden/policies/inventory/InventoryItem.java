package dev.pathwarden.policies.inventory;

import java.util.Collections;
import java.util.Map;
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
 * @param agents durable ids of agents whose steps show it, the first by the alphabet where there are many
 * @param labels labels of what came back
 * @param definitions of tools of servers, each definition with when it was seen first, in epoch nanoseconds, or -1 without a clock; in that order
 */
public record InventoryItem(InventoryKind kind, String name, long steps, int runs, long stopped, Long first, Long last, SortedSet<String> agents, SortedSet<String> labels, Map<String, Long> definitions) {

    /** This thing with other definitions. */
    InventoryItem definitions(Map<String, Long> of) {
        return new InventoryItem(kind, name, steps, runs, stopped, first, last, agents, labels, Collections.unmodifiableMap(of));
    }

    /** The condition that its steps meet, and no others. */
    public String condition() {
        return kind.condition(name);
    }
}
