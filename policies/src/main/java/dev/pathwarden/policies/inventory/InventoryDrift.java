package dev.pathwarden.policies.inventory;

import dev.pathwarden.policies.baseline.AgentDrift;
import dev.pathwarden.policies.baseline.Baseline;
import dev.pathwarden.policies.baseline.Drift;
import dev.pathwarden.policies.baseline.NewTrait;
import dev.pathwarden.policies.baseline.Shift;
import dev.pathwarden.policies.novelty.Trait;
import dev.pathwarden.policies.novelty.TraitKind;
import dev.pathwarden.policies.search.ConditionText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * How the things of an inventory drifted from a baseline: what the baseline does not hold, what it holds of other agents only, what is done much more or less often or no more. It is {@link Drift}, told by things and not by agents.
 * Forms of arguments, orders of tools, places of files and volumes are no things of an inventory; of these only {@link Drift} tells.
 *
 * @param items what drifted, in the order of the inventory; what is gone at the end of its kind
 * @param untold the kinds of which nothing can be called new, because the baseline holds only part of what was seen
 */
public record InventoryDrift(List<DriftedItem> items, Set<InventoryKind> untold) {

    private record Thing(InventoryKind kind, String name) implements Comparable<Thing> {
        @Override
        public int compareTo(Thing other) {
            int byKind = kind.compareTo(other.kind);
            return byKind != 0 ? byKind : name.compareTo(other.name);
        }
    }

    /** Collects the ways of each thing. */
    private static final class Found {
        private final Map<Thing, InventoryItem> items = new LinkedHashMap<>();
        private final Map<Thing, List<Drifted>> ways = new TreeMap<>();

        Found(Inventory inventory) {
            inventory.items().forEach(item -> items.put(new Thing(item.kind(), item.name()), item));
        }

        void add(InventoryKind kind, String name, Drifted way) {
            ways.computeIfAbsent(new Thing(kind, name), thing -> new ArrayList<>()).add(way);
        }

        List<DriftedItem> drifted() {
            List<DriftedItem> all = new ArrayList<>();
            items.forEach((thing, item) -> {
                if (ways.containsKey(thing)) {
                    all.add(new DriftedItem(item, ways.get(thing)));
                }
            });
            ways.forEach((thing, each) -> {
                if (!items.containsKey(thing)) {
                    all.add(new DriftedItem(InventoryItem.absent(thing.kind(), thing.name()), each));
                }
            });
            all.sort((one, other) -> one.item().kind().compareTo(other.item().kind()));
            return all;
        }
    }

    public InventoryDrift {
        items = List.copyOf(items);
        untold = Collections.unmodifiableSet(untold.isEmpty() ? EnumSet.noneOf(InventoryKind.class) : EnumSet.copyOf(untold));
    }

    /**
     * Compares an inventory with a baseline.
     *
     * @param drift of the same runs from the same baseline
     */
    public static InventoryDrift of(Inventory inventory, Baseline baseline, Drift drift) {
        KnownThings known = new KnownThings(baseline);
        Found found = new Found(inventory);
        Set<InventoryKind> untold = EnumSet.noneOf(InventoryKind.class);
        for (InventoryItem item : List.copyOf(found.items.values())) {
            if (item.kind() == InventoryKind.AGENT) {
                if (baseline.of(item.name()).isEmpty() && !baseline.cut()) {
                    found.add(item.kind(), item.name(), new Drifted(Drifted.How.NEW, List.of(), item.steps(), null, item.condition()));
                }
            } else if (KnownThings.tells(item)) {
                use(found, known, item, baseline.cut());
            }
        }
        List<AgentDrift> agents = drift.agents();
        agents.forEach(agent -> agent.traits().forEach(trait -> tableUse(found, known, agent.agent(), trait)));
        agents.forEach(agent -> agent.shifts().forEach(shift -> shift(found, agent.agent(), shift)));
        drift.gone().forEach(agent -> {
            if (!agent.isEmpty()) {
                found.add(InventoryKind.AGENT, agent, new Drifted(Drifted.How.GONE, List.of(), 0, null, InventoryKind.AGENT.condition(agent)));
            }
        });
        KnownThings.kinds().stream().filter(kind -> baseline.cut() || !known.untold(kind).isEmpty()).forEach(untold::add);
        if (baseline.cut()) {
            untold.add(InventoryKind.AGENT);
        }
        return new InventoryDrift(found.drifted(), untold);
    }

    /** By whom a thing is used that the baseline does not hold of them. */
    private static void use(Found found, KnownThings known, InventoryItem item, boolean cut) {
        Set<String> users = known.users(item.kind(), item.name());
        Set<String> untold = known.untold(item.kind());
        if (users.isEmpty() && untold.isEmpty() && !cut) {
            found.add(item.kind(), item.name(), new Drifted(Drifted.How.NEW, List.of(), item.steps(), null, item.condition()));
            return;
        }
        if (users.isEmpty() || cut) {
            return;
        }
        Map<String, Long> others = users(item);
        others.keySet().removeAll(users);
        others.keySet().removeAll(untold);
        if (!others.isEmpty()) {
            found.add(item.kind(), item.name(), new Drifted(Drifted.How.OTHER_AGENT, List.copyOf(others.keySet()), others.values().stream().mapToLong(Long::longValue).sum(), null, by(item.condition(), others.keySet())));
        }
    }

    /** Steps by agent, and those of none by the empty id where all agents are known. */
    private static Map<String, Long> users(InventoryItem item) {
        Map<String, Long> users = new TreeMap<>(item.agents());
        long ofNone = item.steps() - item.agents().values().stream().mapToLong(Long::longValue).sum();
        if (ofNone > 0 && item.agents().size() < Inventory.MOST_USERS) {
            users.put("", ofNone);
        }
        return users;
    }

    /** A table that is known, of which that use is not. */
    private static void tableUse(Found found, KnownThings known, String agent, NewTrait trait) {
        if (trait.trait().kind() != TraitKind.TABLE) {
            return;
        }
        String table = trait.trait().word(1);
        if (known.users(InventoryKind.TABLE, table).contains(agent)) {
            found.add(InventoryKind.TABLE, table, new Drifted(Drifted.How.OTHER_USE, List.of(agent), trait.seen().steps(), null, by(condition(InventoryKind.TABLE, table, trait.trait()), Set.of(agent))));
        }
    }

    private static void shift(Found found, String agent, Shift shift) {
        KnownThings.kind(shift.trait()).ifPresent(kind -> {
            String name = KnownThings.name(kind, shift.trait()).orElseThrow();
            InventoryItem item = found.items.get(new Thing(kind, name));
            Drifted.How how = Drifted.How.valueOf(shift.kind().name());
            // What the baseline counts is wider than what the inventory does: hosts that arguments only name are not those that were reached.
            long steps = kind == InventoryKind.TABLE ? shift.now().steps() : item == null ? 0 : users(item).getOrDefault(agent, 0L);
            found.add(kind, name, new Drifted(how, List.of(agent), steps, shift, by(condition(kind, name, shift.trait()), Set.of(agent))));
        });
    }

    private static String condition(InventoryKind kind, String name, Trait trait) {
        boolean writes = kind == InventoryKind.TABLE && trait.word(0).equals("writes");
        return kind == InventoryKind.TABLE ? kind.condition(name) + " && " + (writes ? "" : "!") + "step.sql.writes" : kind.condition(name);
    }

    private static String by(String condition, Set<String> agents) {
        Set<String> named = new TreeSet<>(agents);
        boolean none = named.remove("");
        String in = named.size() == 1 ? "agent.id == " + ConditionText.literal(named.iterator().next()) : "agent.id in [" + named.stream().map(ConditionText::literal).collect(Collectors.joining(", ")) + "]";
        String who = !none ? in : named.isEmpty() ? "!has(agent.id)" : "(!has(agent.id) || " + in + ")";
        return "(" + condition + ") && " + who;
    }

    /** Whether nothing drifted. */
    public boolean isNothing() {
        return items.isEmpty();
    }
}
