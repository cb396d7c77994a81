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
 * @param goodWork what they did to steps that were judged good work; null where none was judged
 */
public record RolloutFigures(long runs, long steps, SortedMap<String, Hits> hits, SeenAgents agents, GoodWork goodWork) {

    /** Of runs in which no good work was judged. */
    public RolloutFigures(long runs, long steps, SortedMap<String, Hits> hits, SeenAgents agents) {
        this(runs, steps, hits, agents, null);
    }

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

    /** The same, with what is known of judged good work. */
    public RolloutFigures with(GoodWork judged) {
        return new RolloutFigures(runs, steps, hits, agents, judged);
    }

    /** How often that guardrail did. */
    public Hits of(String guardrail) {
        return hits.getOrDefault(guardrail, Hits.NONE);
    }

    /**
     * Steps that somebody judged good work.
     *
     * @param steps how many
     * @param stopped how many of them the guardrails would stop, were they enforced
     */
    public record GoodWork(long steps, long stopped) {
        public GoodWork {
            if (stopped < 0 || steps < stopped) {
                throw new IllegalArgumentException("steps=" + steps + ", stopped=" + stopped);
            }
        }
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
