package dev.pathwarden.policies.baseline;

import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.policies.novelty.Trait;
import dev.pathwarden.policies.novelty.TraitKind;
import dev.pathwarden.policies.novelty.Volume;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Learns from recorded runs what agents normally do. For one thread.
 *
 * <p>Where there is too much of something, what is first by the alphabet is kept: not the best choice, but one that comes out the same in whatever order runs are read and baselines are put together,
 * and of which every count is exact.
 */
public final class Learning {

    /** Most names, and most versions, of one agent. */
    public static final int MAX_NAMES = 50;

    private final SortedMap<String, Draft> agents = new TreeMap<>();
    private boolean cut;

    private static final class Draft {
        private final TreeMap<String, Long> names = new TreeMap<>();
        private final TreeMap<String, Long> versions = new TreeMap<>();
        private final Map<TraitKind, TreeMap<Trait, Seen>> traits = new EnumMap<>(TraitKind.class);
        private final Map<Volume, Spread> volumes = new EnumMap<>(Volume.class);
        private final SortedSet<String> cut = new TreeSet<>();
        private Seen seen = Seen.NEVER;

        void name(String name, long runs) {
            add(names, AgentBaseline.NAMES, name, runs);
        }

        void version(String version, long runs) {
            add(versions, AgentBaseline.VERSIONS, version, runs);
        }

        private void add(TreeMap<String, Long> to, String what, String name, long runs) {
            to.merge(name.length() <= Trait.MAX_WORD ? name : name.substring(0, Trait.MAX_WORD), runs, Seen::sum);
            if (to.size() > MAX_NAMES) {
                to.pollLastEntry();
                cut.add(what);
            }
        }

        void trait(Trait trait, Seen more) {
            TreeMap<Trait, Seen> ofKind = traits.computeIfAbsent(trait.kind(), kind -> new TreeMap<>());
            ofKind.merge(trait, more, Seen::and);
            if (ofKind.size() > trait.kind().most()) {
                ofKind.pollLastEntry();
                cut.add(trait.kind().text());
            }
        }

        void volume(Volume volume, Spread more) {
            volumes.merge(volume, more, Spread::and);
        }

        AgentBaseline baseline(String agent) {
            SortedMap<Trait, Seen> all = new TreeMap<>();
            traits.values().forEach(all::putAll);
            SortedSet<String> missing = new TreeSet<>(cut);
            // A tool that is left out takes its shapes with it. They stand behind those of all tools that are kept, so they had no place of these.
            if (all.keySet().removeIf(trait -> trait.kind() == TraitKind.SHAPE && !all.containsKey(Trait.of(TraitKind.TOOL, trait.word(0), trait.word(1))))) {
                missing.add(TraitKind.SHAPE.text());
            }
            return new AgentBaseline(agent, names, versions, seen, all, volumes, missing);
        }
    }

    /** What one run shows of one agent. */
    private static final class OfRun {
        private final Map<Trait, Long> traits = new HashMap<>();
        private final SortedSet<String> names = new TreeSet<>();
        private final SortedSet<String> versions = new TreeSet<>();
        private long steps;
    }

    /** Learns from a run. */
    public void add(RecordedRun run) {
        add(run, null);
    }

    /**
     * Learns from a run what one agent does in it.
     *
     * @param only durable id of the agent, empty for steps that tell none; null for all agents
     */
    public void add(RecordedRun run, String only) {
        Map<String, OfRun> ofRun = new TreeMap<>();
        Map<Volume, Long> came = RunWalk.through(run, (step, agent, traits, soFar) -> {
            if (only == null || only.equals(agent)) {
                OfRun shown = ofRun.computeIfAbsent(agent, name -> new OfRun());
                shown.steps++;
                shown.names.addAll(namesOf(run, step));
                shown.versions.addAll(versionsOf(run, step));
                if (!RunWalk.stopped(step)) {
                    traits.forEach(trait -> shown.traits.merge(trait, 1L, Long::sum));
                }
            }
        });
        ofRun.forEach((agent, shown) -> {
            Draft draft = draft(agent);
            draft.seen = draft.seen.and(new Seen(1, shown.steps));
            shown.names.forEach(name -> draft.name(name, 1));
            shown.versions.forEach(version -> draft.version(version, 1));
            shown.traits.forEach((trait, steps) -> draft.trait(trait, new Seen(1, steps)));
            came.forEach((volume, amount) -> draft.volume(volume, Spread.of(amount)));
        });
        bound();
    }

    /** What the agent of a step is called. */
    static Set<String> namesOf(RecordedRun run, RecordedStep step) {
        return told(step, isOfRun(run, step) ? run.run().agentName() : null, Field.AGENT_NAME);
    }

    private static Set<String> versionsOf(RecordedRun run, RecordedStep step) {
        return told(step, isOfRun(run, step) ? run.run().agentVersion() : null, Field.AGENT_VERSION);
    }

    /** Whether the step is of the agent that the run is of. */
    private static boolean isOfRun(RecordedRun run, RecordedStep step) {
        return Objects.equals(step.step().agent(), run.run().agent());
    }

    private static Set<String> told(RecordedStep step, String byRun, Field field) {
        Set<String> told = new TreeSet<>();
        if (byRun != null) {
            told.add(byRun);
        }
        if (step.operation() == Operation.AGENT_INVOKE && step.step().facts().text(field) != null) {
            told.add(step.step().facts().text(field));
        }
        return told;
    }

    private Draft draft(String agent) {
        return agents.computeIfAbsent(agent, id -> new Draft());
    }

    private void bound() {
        while (agents.size() > Baseline.MAX_AGENTS) {
            agents.remove(agents.lastKey());
            cut = true;
        }
    }

    /** Adds what was learnt before. */
    public void add(Baseline baseline) {
        cut |= baseline.cut();
        for (AgentBaseline agent : baseline.agents()) {
            Draft draft = draft(agent.agent());
            draft.seen = draft.seen.and(agent.seen());
            agent.names().forEach(draft::name);
            agent.versions().forEach(draft::version);
            agent.traits().forEach(draft::trait);
            agent.volumes().forEach(draft::volume);
            draft.cut.addAll(agent.cut());
        }
        bound();
    }

    /** What was learnt so far. */
    public Baseline baseline() {
        List<AgentBaseline> all = new ArrayList<>(agents.size());
        agents.forEach((agent, draft) -> all.add(draft.baseline(agent)));
        return new Baseline(all, cut);
    }
}
