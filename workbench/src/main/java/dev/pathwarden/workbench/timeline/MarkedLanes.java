package dev.pathwarden.workbench.timeline;

import dev.pathwarden.workbench.casefile.StepMarks;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Where the marks of the case lie in the lanes of a timeline. For any thread, as long as nobody changes the arrays.
 *
 * @param marks the marks
 * @param rows for each row of each lane its steps with marks, in the order of their begin
 */
record MarkedLanes(StepMarks marks, List<List<Row>> rows) {

    /** Whether these were laid out for lanes of that shape. */
    boolean isOf(List<Lane> lanes) {
        return rows.size() == lanes.size() && IntStream.range(0, rows.size()).allMatch(lane -> rows.get(lane).size() == lanes.get(lane).rows().size());
    }

    /**
     * The steps with marks of one row.
     *
     * @param findings those with a finding that was not dismissed
     * @param others those without
     */
    record Row(int[] findings, int[] others) {
    }
}
