package dev.pathwarden.policies.baseline;

import dev.pathwarden.policies.novelty.Habits;
import dev.pathwarden.policies.novelty.Trait;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What agents normally do. It holds names and forms of values, no values.
 *
 * <p>Baselines can be put together in any order, which gives what learning from all their runs gives. A run that is learnt from twice counts twice.
 */
public final class Baseline {

    /** Most agents. */
    public static final int MAX_AGENTS = Habits.MOST_AGENTS;

    /** Of no agent. */
    public static final Baseline NONE = new Baseline(List.of(), false);

    private final SortedMap<String, AgentBaseline> agents = new TreeMap<>();
    private final boolean cut;

    /**
     * A baseline.
     *
     * @param agents one per agent
     * @param cut whether more agents were seen than are kept
     * @throws IllegalArgumentException if two are of the same agent
     */
    public Baseline(Iterable<AgentBaseline> agents, boolean cut) {
        for (AgentBaseline each : agents) {
            if (this.agents.put(each.agent(), each) != null) {
                throw new IllegalArgumentException("two are of the agent " + each.agent());
            }
        }
        this.cut = cut;
    }

    /** Each agent, sorted by its id. */
    public List<AgentBaseline> agents() {
        return List.copyOf(agents.values());
    }

    /** What one agent normally does; empty for one that was not seen. */
    public Optional<AgentBaseline> of(String agent) {
        return Optional.ofNullable(agents.get(agent));
    }

    /** The agents that were seen to do that, by their ids. */
    public List<String> knowing(Trait trait) {
        return agents.values().stream().filter(agent -> agent.traits().containsKey(trait)).map(AgentBaseline::agent).toList();
    }

    /** Whether more agents were seen than are kept. */
    public boolean cut() {
        return cut;
    }

    /** Both together. */
    public Baseline and(Baseline other) {
        Learning both = new Learning();
        both.add(this);
        both.add(other);
        return both.baseline();
    }

    /** What is asked at each step, without the counts. */
    public Habits habits() {
        return Habits.of(Collections.unmodifiableCollection(agents.values()).stream().map(AgentBaseline::habits).toList());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Baseline baseline && cut == baseline.cut && agents.equals(baseline.agents);
    }

    @Override
    public int hashCode() {
        return agents.hashCode();
    }

    @Override
    public String toString() {
        return agents.toString();
    }
}
