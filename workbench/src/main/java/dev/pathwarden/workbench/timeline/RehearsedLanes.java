package dev.pathwarden.workbench.timeline;

import dev.pathwarden.workbench.aftermath.RehearsedSteps;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Where what tried guardrails make of steps lies in the lanes of a timeline. For any thread, as long as nobody changes the arrays.
 *
 * @param steps what they make of each step
 * @param rows for each row of each lane its steps of which something is to be drawn, in the order of their begin
 */
record RehearsedLanes(RehearsedSteps steps, List<List<Row>> rows) {

    /** Whether these were laid out for lanes of that shape. */
    boolean isOf(List<Lane> lanes) {
        return rows.size() == lanes.size() && IntStream.range(0, rows.size()).allMatch(lane -> rows.get(lane).size() == lanes.get(lane).rows().size());
    }

    /**
     * The steps of one row.
     *
     * @param stops those that are stopped now, or were before
     * @param behind those that would not have happened as recorded
     */
    record Row(int[] stops, int[] behind) {
    }
}
