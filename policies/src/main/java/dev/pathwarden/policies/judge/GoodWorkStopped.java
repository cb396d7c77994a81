package dev.pathwarden.policies.judge;

import dev.pathwarden.policies.engine.Bundle;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Steps that were judged good work, and that guardrails would stop.
 *
 * @param judged how many steps were judged good work
 * @param stopped how many of them would be stopped
 * @param byGuardrail how many of them each guardrail stops by itself; those that stop none are not there
 */
public record GoodWorkStopped(int judged, int stopped, SortedMap<String, Integer> byGuardrail) {

    public GoodWorkStopped {
        byGuardrail = Collections.unmodifiableSortedMap(new TreeMap<>(byGuardrail));
    }

    /**
     * Looks at some guardrails of a bundle, as if they were enforced.
     *
     * @param guardrails their ids
     * @param between is called before each of them; what it throws ends the work
     */
    public static GoodWorkStopped by(JudgedSet set, Bundle bundle, List<String> guardrails, Runnable between) {
        Judge judge = new Judge(set);
        Bundle all = bundle.withGuardrails(bundle.guardrails().stream().filter(guardrail -> guardrails.contains(guardrail.id())).toList());
        int stopped = set.count(false) == 0 ? 0 : judge.stopped(all).figures().wrongStops();
        SortedMap<String, Integer> by = new TreeMap<>();
        if (stopped > 0) {
            all.guardrails().forEach(guardrail -> {
                between.run();
                int alone = judge.stopped(all.withGuardrails(List.of(guardrail))).figures().wrongStops();
                if (alone > 0) {
                    by.put(guardrail.id(), alone);
                }
            });
        }
        return new GoodWorkStopped(set.count(false), stopped, by);
    }
}
