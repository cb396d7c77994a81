package dev.pathwarden.policies.baseline;

import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.policies.novelty.AgentHabits;
import dev.pathwarden.policies.novelty.Trait;
import dev.pathwarden.policies.novelty.TraitKind;
import dev.pathwarden.policies.novelty.Volume;
import dev.pathwarden.policies.tool.ToolCatalogue;
import dev.pathwarden.policies.tool.ToolEffect;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Finds in recorded runs what agents were not seen to do before, and what they do much more or less often, or no more. For one thread.
 *
 * <p>What follows from something new is not told besides: of a new tool neither the forms of its arguments nor what stood before or behind it. Of one kind and agent at most {@link #MOST} are told.
 */
public final class Drift {

    /** How many new traits of one kind are told of one agent. */
    public static final int MOST = 1_000;

    private static final Comparator<NewTrait> TELLING = Comparator.comparing((NewTrait trait) -> trait.trait().kind()).thenComparing(Comparator.comparingInt(NewTrait::weight).reversed());

    private final Baseline baseline;
    private final ToolCatalogue tools;
    private final Map<String, Agent> agents = new TreeMap<>();
    private boolean cut;

    /**
     * A comparison with that baseline.
     *
     * @param tools what each tool does, to tell what is new in order of weight
     */
    public Drift(Baseline baseline, ToolCatalogue tools) {
        this.baseline = baseline;
        this.tools = tools;
    }

    private static final class Agent {
        private final AgentHabits habits;
        private final Map<Trait, Seen> known;
        private final long runsKnown;
        private final Map<Trait, Seen> uses = new HashMap<>();
        private final Set<String> names = new TreeSet<>();
        private final Map<Trait, NewTrait> traits = new TreeMap<>();
        private final Map<TraitKind, Integer> counts = new EnumMap<>(TraitKind.class);
        private final Map<Volume, NewVolume> volumes = new EnumMap<>(Volume.class);
        private FirstStep first;
        private Seen seen = Seen.NEVER;

        Agent(AgentBaseline agent) {
            habits = agent == null ? null : agent.habits();
            known = agent == null ? Map.of() : agent.traits();
            runsKnown = agent == null ? 0 : agent.seen().runs();
        }

        private Set<String> toolNames() {
            return known.keySet().stream().filter(trait -> trait.kind() == TraitKind.TOOL).map(trait -> trait.word(1)).collect(Collectors.toSet());
        }
    }

    /** Compares a run. */
    public void add(RecordedRun run) {
        Map<String, Set<Trait>> ofRun = new HashMap<>();
        Map<String, Set<Volume>> passed = new HashMap<>();
        RunWalk.through(run, (step, id, traits, came) -> {
            Agent agent = agents.computeIfAbsent(id, name -> new Agent(baseline.of(name).orElse(null)));
            boolean firstOfRun = !ofRun.containsKey(id);
            Set<Trait> shown = ofRun.computeIfAbsent(id, name -> new HashSet<>());
            agent.seen = agent.seen.and(new Seen(firstOfRun ? 1 : 0, 1));
            agent.first = agent.first == null ? FirstStep.of(step) : agent.first;
            agent.names.addAll(Learning.namesOf(run, step));
            if (agent.habits == null) {
                return;
            }
            for (Trait trait : traits) {
                boolean first = shown.add(trait);
                if (agent.known.containsKey(trait)) {
                    agent.uses.merge(trait, new Seen(first ? 1 : 0, 1), Seen::and);
                } else if (agent.habits.tells(trait.kind())) {
                    add(agent, trait, step, first);
                }
            }
            Set<Volume> over = passed.computeIfAbsent(id, name -> new HashSet<>());
            came.forEach((volume, amount) -> {
                if (agent.habits.exceeds(volume, amount)) {
                    add(agent, volume, amount, step, over.add(volume));
                }
            });
        });
    }

    private void add(Agent agent, Trait trait, RecordedStep step, boolean firstOfRun) {
        Seen once = new Seen(firstOfRun ? 1 : 0, 1);
        NewTrait before = agent.traits.get(trait);
        if (before != null) {
            agent.traits.put(trait, new NewTrait(trait, before.effects(), before.first(), before.seen().and(once), before.others()));
            return;
        }
        if (agent.counts.merge(trait.kind(), 1, Integer::sum) > MOST) {
            cut = true;
            return;
        }
        Set<ToolEffect> effects = trait.kind() == TraitKind.TOOL ? tools.of(trait.word(1)).effects() : Set.of();
        agent.traits.put(trait, new NewTrait(trait, effects, FirstStep.of(step), once, baseline.knowing(trait)));
    }

    private static void add(Agent agent, Volume volume, long amount, RecordedStep step, boolean firstOfRun) {
        NewVolume before = agent.volumes.get(volume);
        agent.volumes.put(volume, before == null ? new NewVolume(volume, agent.habits.most().get(volume), amount, FirstStep.of(step), 1)
                : new NewVolume(volume, before.most(), Math.max(before.came(), amount), before.first(), before.runs() + (firstOfRun ? 1 : 0)));
    }

    /** Whether more is new than is told. */
    public boolean cut() {
        return cut;
    }

    /** What is new, agent by agent: those that the baseline does not hold first, then by id. */
    public List<AgentDrift> agents() {
        List<AgentDrift> all = new ArrayList<>();
        agents.forEach((id, agent) -> {
            Set<String> toolNames = agent.toolNames();
            List<NewTrait> traits = new ArrayList<>();
            for (NewTrait trait : agent.traits.values()) {
                if (!follows(trait.trait(), agent.known.keySet(), toolNames)) {
                    traits.add(trait);
                }
            }
            traits.sort(TELLING);
            Set<String> untold = agent.habits == null ? Set.of() : agent.habits.cut().stream().map(TraitKind::text).collect(Collectors.toSet());
            all.add(new AgentDrift(id, agent.names, agent.habits != null, agent.seen, agent.first, traits, List.copyOf(agent.volumes.values()), shifts(agent), untold));
        });
        all.sort(Comparator.comparing(AgentDrift::known));
        return all;
    }

    private static List<Shift> shifts(Agent agent) {
        List<Shift> shifts = new ArrayList<>();
        agent.known.forEach((trait, before) -> {
            if (Shift.tells(trait.kind())) {
                Shift.of(trait, before, agent.runsKnown, agent.uses.getOrDefault(trait, Seen.NEVER), agent.seen.runs()).ifPresent(shifts::add);
            }
        });
        return shifts;
    }

    /** Agents of the baseline of which these runs show no step, by their ids; not those that a person wrote into it. */
    public List<String> gone() {
        return baseline.agents().stream().filter(agent -> agent.seen().runs() > 0).map(AgentBaseline::agent).filter(agent -> !agents.containsKey(agent)).toList();
    }

    /** Whether it is new only because a tool is. */
    private static boolean follows(Trait trait, Set<Trait> known, Set<String> toolNames) {
        return switch (trait.kind()) {
            case SHAPE -> !known.contains(Trait.of(TraitKind.TOOL, trait.word(0), trait.word(1)));
            case ORDER -> !toolNames.contains(trait.word(1)) || !trait.word(0).isEmpty() && !toolNames.contains(trait.word(0));
            default -> false;
        };
    }
}
