package dev.pathwarden.policies.search;

import dev.pathwarden.model.search.FoundPlaces;
import java.util.Map;

/**
 * What was found.
 *
 * @param places the steps
 * @param notEvaluated on how many steps the condition could not be evaluated, by reason, of those that it was asked on; they are not found
 */
public record SearchResult(FoundPlaces places, Map<String, Integer> notEvaluated) {
    public SearchResult {
        notEvaluated = Map.copyOf(notEvaluated);
    }
}
