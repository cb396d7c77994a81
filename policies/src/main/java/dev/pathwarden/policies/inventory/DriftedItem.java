package dev.pathwarden.policies.inventory;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A thing that drifted from a baseline.
 *
 * @param item the thing; without steps where it is gone
 * @param ways in which ways it drifted, at least one
 */
public record DriftedItem(InventoryItem item, List<Drifted> ways) {
    public DriftedItem {
        ways = List.copyOf(ways);
    }

    /** The condition that the steps meet which show the drift, and no others. */
    public String condition() {
        return ways.size() == 1 ? ways.get(0).condition() : ways.stream().map(way -> "(" + way.condition() + ")").distinct().collect(Collectors.joining(" || "));
    }
}
