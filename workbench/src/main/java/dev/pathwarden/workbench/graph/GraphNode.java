package dev.pathwarden.workbench.graph;

import dev.pathwarden.model.step.Operation;
import dev.pathwarden.workbench.path.Mark;
import java.util.Arrays;

/**
 * A box of the graph: one step, or several that were folded into one.
 *
 * @param places places of its steps in path order, ascending
 * @param operation operation of its steps; of the first where they differ
 * @param title what is written largest
 * @param detail what is written below; may be empty
 * @param mark the strongest mark of its steps
 */
record GraphNode(int[] places, Operation operation, String title, String detail, Mark mark) {

    /** Number of steps. */
    int count() {
        return places.length;
    }

    /** Whether more than one step was folded into it. */
    boolean folded() {
        return places.length > 1;
    }

    /** Place of its first step. */
    int first() {
        return places[0];
    }

    /** Whether the step at that place is in it. */
    boolean holds(int place) {
        return Arrays.binarySearch(places, place) >= 0;
    }
}
