package dev.pathwarden.policies.dryrun;

import java.util.BitSet;
import java.util.Map;

/**
 * The steps of a run that meet a condition.
 *
 * @param places their places among the run's steps, from 0
 * @param notEvaluated on how many steps the condition could not be evaluated, by reason; they do not meet it
 */
public record MetSteps(BitSet places, Map<String, Integer> notEvaluated) {
    public MetSteps {
        notEvaluated = Map.copyOf(notEvaluated);
    }
}
