package dev.pathwarden.policies.rollout;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How often guardrails would have acted, or did.
 *
 * @param runs runs that were looked at
 * @param steps their steps that were decided
 * @param hits by guardrail
 * @param agents the agents that acted in rehearsed runs; none where runs were counted as they were recorded
 */
public record RolloutFigures(long runs, long steps, SortedMap<String, Hits> hits, SeenAgents agents) {

    /** Of no run. */
    public static final RolloutFigures NONE = new RolloutFigures(0, 0, Collections.emptySortedMap(), SeenAgents.NONE);

    public RolloutFigures {
        hits = Collections.unmodifiableSortedMap(new TreeMap<>(hits));
        if (runs < 0 || steps < 0) {
            throw new IllegalArgumentException("runs=" + runs + ", steps=" + steps);
        }
        for (Hits each : hits.values()) {
            if (each.runs() > runs || each.steps() > steps) {
                throw new IllegalArgumentException("A guardrail acted on more than there was: runs=" + each.runs() + " of " + runs + ", steps=" + each.steps() + " of " + steps + ".");
            }
        }
    }

    /** How often that guardrail did. */
    public Hits of(String guardrail) {
        return hits.getOrDefault(guardrail, Hits.NONE);
    }

    /**
     * How often a guardrail would have acted, or did.
     *
     * @param runs in how many runs
     * @param steps on how many steps
     */
    public record Hits(long runs, long steps) {

        /** Never. */
        public static final Hits NONE = new Hits(0, 0);

        public Hits {
            if (runs < 0 || steps < runs) {
                throw new IllegalArgumentException("runs=" + runs + ", steps=" + steps);
            }
        }
    }
}
