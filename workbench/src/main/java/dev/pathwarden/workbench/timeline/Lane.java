package dev.pathwarden.workbench.timeline;

import java.util.List;

/**
 * Steps that belong together, in as many rows as it takes to show nested and parallel ones.
 *
 * @param name name for people
 * @param rows for each row the places of its steps, in the order in which they begin; steps of one row do not overlap
 * @param steps number of steps in all rows
 */
record Lane(String name, List<int[]> rows, int steps) {

    Lane {
        rows = List.copyOf(rows);
    }
}
