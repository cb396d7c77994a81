package dev.pathwarden.policies.inventory;

import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.policies.tool.ToolCatalogue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Takes the inventory of runs, one after the other. Of each kind the first {@value #MOST} things are kept; how often others were shown is told. For one thread. */
public final class Inventory {

    /** Most things of a kind. */
    public static final int MOST = 10_000;
    static final int MOST_WORDS = 20;
    static final int MOST_USERS = 200;

    private static final class Counted {
        private long steps;
        private int runs;
        private long stopped;
        private Long first;
        private Long last;
        private RunId lastRun;
        private final TreeMap<String, Long> agents = new TreeMap<>();
        private final TreeSet<String> labels = new TreeSet<>();
        private final TrustTally trust;

        Counted(TrustTally trust) {
            this.trust = trust;
        }

        void by(String agent) {
            if (agent != null) {
                agents.merge(agent, 1L, Long::sum);
                if (agents.size() > MOST_USERS) {
                    agents.pollLastEntry();
                }
            }
        }
    }

    private final Map<InventoryKind, Map<String, Counted>> counted = new EnumMap<>(InventoryKind.class);
    private final Set<RunId> runs = new LinkedHashSet<>();
    private final Map<InventoryKind, Long> leftOut = new EnumMap<>(InventoryKind.class);
    private final ToolCatalogue tools;
    private final DescriptionRoom room = new DescriptionRoom();

    /** An inventory that knows of tools what was recorded, and what their names say. */
    public Inventory() {
        this(new ToolCatalogue(List.of()));
    }

    /**
     * An inventory.
     *
     * @param tools what each tool does; of one that is not written there counts what was recorded, and else its name
     */
    public Inventory(ToolCatalogue tools) {
        this.tools = tools;
    }

    /** Adds a run. */
    public void add(RecordedRun run) {
        runs.add(run.run().id());
        for (RecordedStep step : run.steps()) {
            for (InventoryKind kind : InventoryKind.values()) {
                for (String name : kind.names(step)) {
                    add(kind, name, run.run().id(), step);
                }
            }
        }
    }

    private void add(InventoryKind kind, String name, RunId run, RecordedStep step) {
        Map<String, Counted> ofKind = counted.computeIfAbsent(kind, each -> new HashMap<>());
        Counted thing = ofKind.get(name);
        if (thing == null && ofKind.size() >= MOST) {
            leftOut.merge(kind, 1L, Long::sum);
            return;
        }
        if (thing == null) {
            thing = new Counted(new TrustTally(kind, tools, room));
            ofKind.put(name, thing);
        }
        thing.steps++;
        thing.runs += run.equals(thing.lastRun) ? 0 : 1;
        thing.lastRun = run;
        thing.stopped += step.status() == Status.BLOCKED ? 1 : 0;
        Long start = step.step().startNanos();
        if (start != null) {
            thing.first = thing.first == null ? start : (Long) Math.min(thing.first, start);
            thing.last = thing.last == null ? start : (Long) Math.max(thing.last, start);
        }
        thing.by(step.step().agent());
        for (String label : step.outcome() == null ? Set.<String>of() : step.outcome().labels()) {
            keep(thing.labels, label);
        }
        thing.trust.add(step);
    }

    private static void keep(TreeSet<String> words, String word) {
        words.add(word);
        if (words.size() > MOST_WORDS) {
            words.pollLast();
        }
    }

    /** The things, kind by kind, those of most steps first. */
    public List<InventoryItem> items() {
        List<InventoryItem> items = new ArrayList<>();
        counted.forEach((kind, ofKind) -> ofKind.forEach((name, thing) -> items.add(new InventoryItem(kind, name, thing.steps, thing.runs, thing.stopped, thing.first, thing.last, Collections.unmodifiableSortedMap(new TreeMap<>(thing.agents)), sorted(thing.labels),
                thing.trust.trust()))));
        items.sort(Comparator.comparing(InventoryItem::kind).thenComparing(Comparator.comparingLong(InventoryItem::steps).reversed()).thenComparing(InventoryItem::name));
        return items;
    }

    private static SortedSet<String> sorted(TreeSet<String> words) {
        return Collections.unmodifiableSortedSet(new TreeSet<>(words));
    }

    /** The runs that were added, in that order. */
    public Set<RunId> runs() {
        return Collections.unmodifiableSet(runs);
    }

    /** How often things were shown that are not kept, by kind; empty where all are. */
    public Map<InventoryKind, Long> leftOut() {
        return Collections.unmodifiableMap(leftOut);
    }
}
