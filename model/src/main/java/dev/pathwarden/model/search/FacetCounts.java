package dev.pathwarden.model.search;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * How many steps there are of each value of each facet. A step with two values counts for both.
 *
 * @param steps how many steps were counted
 * @param byFacet steps by value; values that no step has are left out
 */
public record FacetCounts(long steps, Map<StepFacet, Map<String, Long>> byFacet) {

    /** Of no step. */
    public static final FacetCounts NONE = new FacetCounts(0, Map.of());

    public FacetCounts {
        Map<StepFacet, Map<String, Long>> all = new EnumMap<>(StepFacet.class);
        for (StepFacet facet : StepFacet.values()) {
            all.put(facet, Map.copyOf(byFacet.getOrDefault(facet, Map.of())));
        }
        byFacet = all;
    }

    /** Steps by value. */
    public Map<String, Long> of(StepFacet facet) {
        return byFacet.get(facet);
    }

    /** Of the steps of both. */
    public FacetCounts plus(FacetCounts other) {
        Map<StepFacet, Map<String, Long>> sum = new EnumMap<>(StepFacet.class);
        byFacet.forEach((facet, counts) -> {
            Map<String, Long> both = new HashMap<>(counts);
            other.of(facet).forEach((value, count) -> both.merge(value, count, Long::sum));
            sum.put(facet, both);
        });
        return new FacetCounts(steps + other.steps, sum);
    }
}
