package dev.pathwarden.model.search;

import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** Counts steps that are at hand by their facets. For one thread. */
public final class FacetCounter {

    private final Map<StepFacet, Map<String, Long>> byFacet = new EnumMap<>(StepFacet.class);
    private long steps;

    /** Counts the steps of a run at some places, from 0. */
    public void add(RecordedRun run, BitSet places) {
        for (int place = places.nextSetBit(0); place >= 0 && place < run.steps().size(); place = places.nextSetBit(place + 1)) {
            add(run.steps().get(place));
        }
    }

    private void add(RecordedStep step) {
        steps++;
        for (StepFacet facet : StepFacet.values()) {
            Map<String, Long> counts = byFacet.computeIfAbsent(facet, each -> new HashMap<>());
            facet.of(step).forEach(value -> counts.merge(value, 1L, Long::sum));
        }
    }

    /** What was counted. */
    public FacetCounts counts() {
        return new FacetCounts(steps, byFacet);
    }
}
