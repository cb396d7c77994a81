package dev.pathwarden.policies.inventory;

import dev.pathwarden.policies.baseline.AgentBaseline;
import dev.pathwarden.policies.baseline.Baseline;
import dev.pathwarden.policies.novelty.Trait;
import dev.pathwarden.policies.novelty.TraitKind;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What a baseline holds, as things of an inventory: of each the agents that were seen to use it. */
final class KnownThings {

    private static final Map<InventoryKind, TraitKind> TOLD = new EnumMap<>(Map.of(InventoryKind.MODEL, TraitKind.MODEL, InventoryKind.TOOL, TraitKind.TOOL, InventoryKind.MCP_SERVER, TraitKind.TOOL, InventoryKind.MCP_TOOL, TraitKind.TOOL,
            InventoryKind.TABLE, TraitKind.TABLE, InventoryKind.HOST, TraitKind.HOST, InventoryKind.EXECUTABLE, TraitKind.EXECUTABLE));

    private final Map<InventoryKind, Map<String, Set<String>>> users = new EnumMap<>(InventoryKind.class);
    private final Map<TraitKind, Set<String>> cut = new EnumMap<>(TraitKind.class);

    KnownThings(Baseline baseline) {
        for (AgentBaseline agent : baseline.agents()) {
            for (Trait trait : agent.traits().keySet()) {
                for (InventoryKind kind : TOLD.keySet()) {
                    name(kind, trait).ifPresent(name -> users.computeIfAbsent(kind, each -> new HashMap<>()).computeIfAbsent(name, each -> new TreeSet<>()).add(agent.agent()));
                }
            }
            agent.cut().forEach(text -> TraitKind.of(text).ifPresent(kind -> cut.computeIfAbsent(kind, each -> new TreeSet<>()).add(agent.agent())));
        }
    }

    /** Whether a baseline holds things of that kind, and this one by its whole name. */
    static boolean tells(InventoryItem item) {
        return TOLD.containsKey(item.kind()) && item.name().length() <= Trait.MAX_WORD;
    }

    /** What a trait is called as a thing of that kind; empty where it is none. */
    static Optional<String> name(InventoryKind kind, Trait trait) {
        if (trait.kind() != TOLD.get(kind)) {
            return Optional.empty();
        }
        return switch (kind) {
            case TOOL -> trait.word(0).isEmpty() ? Optional.of(trait.word(1)) : Optional.empty();
            case MCP_SERVER -> trait.word(0).isEmpty() ? Optional.empty() : Optional.of(trait.word(0));
            case MCP_TOOL -> Optional.of(trait.word(0).isEmpty() ? trait.word(1) : trait.word(0) + "/" + trait.word(1));
            case TABLE -> Optional.of(trait.word(1));
            default -> Optional.of(trait.word(0));
        };
    }

    /** The thing of an inventory that a trait is; empty where it is none. */
    static Optional<InventoryKind> kind(Trait trait) {
        return switch (trait.kind()) {
            case TOOL -> Optional.of(trait.word(0).isEmpty() ? InventoryKind.TOOL : InventoryKind.MCP_TOOL);
            case MODEL -> Optional.of(InventoryKind.MODEL);
            case TABLE -> Optional.of(InventoryKind.TABLE);
            case HOST -> Optional.of(InventoryKind.HOST);
            case EXECUTABLE -> Optional.of(InventoryKind.EXECUTABLE);
            default -> Optional.empty();
        };
    }

    /** The agents that the baseline saw use a thing. */
    Set<String> users(InventoryKind kind, String name) {
        return users.getOrDefault(kind, Map.of()).getOrDefault(name, Set.of());
    }

    /** The agents of which the baseline does not hold all things of a kind, so that of these nothing is new. */
    Set<String> untold(InventoryKind kind) {
        return cut.getOrDefault(TOLD.get(kind), Set.of());
    }

    static List<InventoryKind> kinds() {
        return List.copyOf(TOLD.keySet());
    }
}
