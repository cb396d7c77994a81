package dev.pathwarden.workbench.graph;

import dev.pathwarden.policies.rehearsal.Change;
import dev.pathwarden.workbench.aftermath.RehearsedSteps;

/**
 * What tried guardrails make of the steps of a box.
 *
 * @param stop the stop that is told, a new one before one that is no more and one as before; null where none of them is stopped now, or was before
 * @param stops how many of the steps have a stop
 * @param behind how many would not have happened as recorded
 * @param steps how many steps there are
 */
record BoxFate(Change stop, int stops, int behind, int steps) {

    static BoxFate of(GraphNode box, RehearsedSteps rehearsed) {
        Change stop = null;
        int stops = 0;
        int behind = 0;
        for (int place : box.places()) {
            Change of = rehearsed.stop(place);
            stops += of == null ? 0 : 1;
            stop = of != null && (stop == null || of.compareTo(stop) < 0) ? of : stop;
            behind += rehearsed.isBehind(place) ? 1 : 0;
        }
        return new BoxFate(stop, stops, behind, box.count());
    }

    /** Whether none of its steps would have happened as recorded. */
    boolean isBehind() {
        return behind == steps;
    }
}
