package dev.pathwarden.workbench.timeline;

import java.util.BitSet;
import java.util.List;

/**
 * Which steps of a timeline the filter leaves. For any thread, as long as nobody changes the set.
 *
 * @param places places of the steps in path order
 * @param pyramids of each row of each lane the pyramid of these steps; null where a row has so few steps that none is needed
 */
record MatchedLanes(BitSet places, List<List<DensityPyramid>> pyramids) {

    /** Whether the filter leaves the step. */
    boolean has(int place) {
        return places.get(place);
    }
}
