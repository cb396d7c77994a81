package dev.pathwarden.policies.inventory;

import dev.pathwarden.model.step.RunId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a recording shows that an earlier one does not. A thing is known again by its kind and its name.
 *
 * @param runs the runs that the earlier one does not have, in the order of the later one
 * @param items the things that it does not have, with what the later one tells of them
 * @param redefined the tools of servers that both have, and of which the later one shows a definition that the earlier one does not; with such definitions only
 * @param untold the kinds of which nothing can be called new, because the earlier one shows more than an inventory keeps
 */
public record NewSince(List<RunId> runs, List<InventoryItem> items, List<InventoryItem> redefined, Set<InventoryKind> untold) {

    private record Thing(InventoryKind kind, String name) {
    }

    public NewSince {
        runs = List.copyOf(runs);
        items = List.copyOf(items);
        redefined = List.copyOf(redefined);
        untold = Collections.unmodifiableSet(untold.isEmpty() ? EnumSet.noneOf(InventoryKind.class) : EnumSet.copyOf(untold));
    }

    /** Compares two inventories of whole recordings. */
    public static NewSince of(Inventory earlier, Inventory later) {
        Map<Thing, InventoryItem> known = new HashMap<>();
        earlier.items().forEach(item -> known.put(new Thing(item.kind(), item.name()), item));
        Set<InventoryKind> untold = earlier.leftOut().keySet();
        List<InventoryItem> items = new ArrayList<>();
        List<InventoryItem> redefined = new ArrayList<>();
        for (InventoryItem item : later.items()) {
            InventoryItem before = known.get(new Thing(item.kind(), item.name()));
            if (before == null && !untold.contains(item.kind())) {
                items.add(item);
            } else if (before != null && isTold(before)) {
                Set<String> had = before.trust().definitions().stream().map(ToolDefinition::hash).collect(Collectors.toSet());
                List<ToolDefinition> other = item.trust().definitions().stream().filter(definition -> !had.contains(definition.hash())).toList();
                if (!other.isEmpty()) {
                    redefined.add(item.definitions(other));
                }
            }
        }
        List<RunId> runs = later.runs().stream().filter(run -> !earlier.runs().contains(run)).toList();
        return new NewSince(runs, items, redefined, untold);
    }

    /** Whether all definitions of a tool are known: some were seen, and no more than are kept. */
    private static boolean isTold(InventoryItem tool) {
        return !tool.trust().definitions().isEmpty() && tool.trust().definitions().size() < Inventory.MOST_WORDS;
    }

    /** Whether anything is new. */
    public boolean isNothing() {
        return runs.isEmpty() && items.isEmpty() && redefined.isEmpty();
    }
}
