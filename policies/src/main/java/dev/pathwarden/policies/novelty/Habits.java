package dev.pathwarden.policies.novelty;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** What agents are known to do. Immutable; threads can share it. */
public final class Habits {

    /** Most agents. */
    public static final int MOST_AGENTS = 200;

    /** Of no agent. */
    public static final Habits NONE = new Habits(new TreeMap<>());

    private final SortedMap<String, AgentHabits> agents;

    private Habits(SortedMap<String, AgentHabits> agents) {
        this.agents = agents;
    }

    /**
     * What these are known to do.
     *
     * @throws IllegalArgumentException if two are of the same agent
     */
    public static Habits of(Collection<AgentHabits> agents) {
        SortedMap<String, AgentHabits> byAgent = new TreeMap<>();
        for (AgentHabits habits : agents) {
            if (byAgent.put(habits.agent(), habits) != null) {
                throw new IllegalArgumentException("two are of the agent " + habits.agent());
            }
        }
        return byAgent.isEmpty() ? NONE : new Habits(byAgent);
    }

    /** Whether nothing is known of any agent. */
    public boolean isEmpty() {
        return agents.isEmpty();
    }

    /** Of each agent, sorted by its id. */
    public Collection<AgentHabits> agents() {
        return Collections.unmodifiableCollection(agents.values());
    }

    /**
     * Of one agent; null where nothing is known of it.
     *
     * @param agent durable id; null for a step that tells none
     */
    public AgentHabits of(String agent) {
        return agents.get(agent == null ? "" : agent);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Habits habits && agents.equals(habits.agents);
    }

    @Override
    public int hashCode() {
        return agents.hashCode();
    }
}
