package dev.pathwarden.policies.novelty;

import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Step;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * What one agent is known to do, made to be asked at each step. Immutable; threads can share it. As long as nothing is new, an answer costs no more than walking through what the step holds.
 */
public final class AgentHabits {

    private final String agent;
    private final List<Trait> traits;
    private final Map<Volume, Long> most;
    private final Set<TraitKind> cut;
    private final Map<String, Map<String, KnownShape>> tools = new HashMap<>();
    private final Map<String, Set<String>> orders = new HashMap<>();
    private final Map<String, Set<String>> tables = new HashMap<>();
    private final Map<String, KnownAreas> areas = new HashMap<>();
    private final Map<TraitKind, Set<String>> names = new EnumMap<>(TraitKind.class);

    /**
     * Habits.
     *
     * @param agent durable id of the agent; empty for steps that tell none
     * @param traits what it was seen to do
     * @param most what a run of it comes to at most; a volume that is not here has no limit
     * @param cut the kinds of which more was seen than is kept, so that nothing can be called new
     */
    public AgentHabits(String agent, Collection<Trait> traits, Map<Volume, Long> most, Set<TraitKind> cut) {
        this.agent = Objects.requireNonNull(agent, "agent");
        this.traits = List.copyOf(new TreeSet<>(traits));
        this.most = Collections.unmodifiableMap(most.isEmpty() ? new EnumMap<>(Volume.class) : new EnumMap<>(most));
        this.cut = Collections.unmodifiableSet(cut.isEmpty() ? EnumSet.noneOf(TraitKind.class) : EnumSet.copyOf(cut));
        Map<String, List<String>> places = new HashMap<>();
        for (Trait trait : this.traits) {
            switch (trait.kind()) {
                case TOOL -> shape(trait);
                case SHAPE -> Form.of(trait.word(3)).ifPresent(form -> shape(trait).add(trait.word(2), form));
                case ORDER -> orders.computeIfAbsent(trait.word(0), before -> new HashSet<>()).add(trait.word(1));
                case TABLE -> tables.computeIfAbsent(trait.word(0), use -> new HashSet<>()).add(trait.word(1));
                case PATH -> places.computeIfAbsent(trait.word(0), use -> new ArrayList<>()).add(trait.word(1));
                case HOST, EXECUTABLE, MODEL -> names.computeIfAbsent(trait.kind(), kind -> new HashSet<>()).add(trait.word(0));
            }
        }
        places.forEach((use, all) -> areas.put(use, KnownAreas.of(all)));
    }

    private KnownShape shape(Trait trait) {
        return tools.computeIfAbsent(trait.word(0), server -> new HashMap<>()).computeIfAbsent(trait.word(1), tool -> new KnownShape());
    }

    /** Durable id of the agent; empty for steps that tell none. */
    public String agent() {
        return agent;
    }

    /** What it was seen to do, sorted. */
    public List<Trait> traits() {
        return traits;
    }

    /** What a run of it comes to at most. */
    public Map<Volume, Long> most() {
        return most;
    }

    /** The kinds of which more was seen than is kept. */
    public Set<TraitKind> cut() {
        return cut;
    }

    /** Whether it can be told what is new of that kind. */
    public boolean tells(TraitKind kind) {
        return !cut.contains(kind);
    }

    /**
     * Whether a step shows something of that kind that the agent was not seen to do. False for a step that shows nothing of the kind.
     *
     * @param toolBefore the tool that was called last in the run; empty for none
     */
    public boolean isNew(TraitKind kind, Step step, String toolBefore) {
        return switch (kind) {
            case TOOL -> StepTraits.toolOf(step) != null && shapeOf(step) == null;
            case SHAPE -> StepTraits.toolOf(step) != null && isNewShape(step);
            case ORDER -> StepTraits.toolOf(step) != null && !holds(orders.get(Trait.word(toolBefore)), StepTraits.toolOf(step));
            case HOST -> isNewName(kind, step.facts().text(Field.HTTP_HOST)) || isNewName(kind, StepTraits.netHostOf(step)) || areNewHosts(StepTraits.texts(step, Field.TARGET_HOSTS));
            case EXECUTABLE -> isNewName(kind, step.facts().text(Field.PROCESS_EXECUTABLE));
            case MODEL -> isNewName(kind, step.facts().text(Field.MODEL_NAME));
            case TABLE -> areNewTables(StepTraits.tableUse(step), StepTraits.texts(step, Field.SQL_TABLES));
            case PATH -> isNewPath(StepTraits.pathUse(step.operation()), step.facts().text(Field.FILE_PATH)) || isNewPath(Trait.WRITES, step.facts().text(Field.FILE_TARGET));
        };
    }

    /** Whether more of it than a run of the agent comes to. */
    public boolean exceeds(Volume volume, long amount) {
        Long limit = most.get(volume);
        return limit != null && amount > limit;
    }

    private KnownShape shapeOf(Step step) {
        Map<String, KnownShape> ofServer = tools.get(Trait.word(StepTraits.serverOf(step)));
        return ofServer == null ? null : ofServer.get(Trait.word(StepTraits.toolOf(step)));
    }

    private boolean isNewShape(Step step) {
        KnownShape shape = shapeOf(step);
        return shape == null ? !step.arguments().isEmpty() : !shape.holdsAll(step.arguments(), 1);
    }

    private static boolean holds(Set<String> known, String name) {
        return known != null && known.contains(Trait.word(name));
    }

    private boolean isNewName(TraitKind kind, String name) {
        return name != null && !holds(names.get(kind), name);
    }

    private boolean areNewHosts(List<String> hosts) {
        for (int i = 0; i < hosts.size(); i++) {
            if (isNewName(TraitKind.HOST, hosts.get(i))) {
                return true;
            }
        }
        return false;
    }

    private boolean areNewTables(String use, List<String> named) {
        Set<String> known = tables.get(use);
        for (int i = 0; i < named.size(); i++) {
            if (!holds(known, named.get(i))) {
                return true;
            }
        }
        return false;
    }

    private boolean isNewPath(String use, String path) {
        KnownAreas known = path == null ? null : areas.get(use);
        return path != null && (known == null || !known.holds(path));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AgentHabits habits && agent.equals(habits.agent) && traits.equals(habits.traits) && most.equals(habits.most) && cut.equals(habits.cut);
    }

    @Override
    public int hashCode() {
        return Objects.hash(agent, traits, most, cut);
    }
}
