package dev.pathwarden.workbench.timeline;

import dev.pathwarden.workbench.path.PathIndex;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * Puts each step into a lane, and within it into the first row where it overlaps no other and lies below what it is nested in.
 *
 * <p>A lane has at most {@value #MAX_ROWS} rows. What does not fit above goes into the last, where a bar is shown only up to the begin
 * of the next, so that drawing and hit testing can rely on rows without overlap. More than {@value #MAX_LANES} lanes are not shown
 * one by one: the last holds the steps of all others.
 */
final class LaneAssignment {

    static final int MAX_ROWS = 8;
    static final int MAX_LANES = 64;
    private static final int CANCEL_MASK = 0xFFF;

    private final PathIndex path;
    private final long[] from;
    private final long[] to;
    private final int[] laneOf;
    private final byte[] rowOf;
    private final List<String> names = new ArrayList<>();

    private LaneAssignment(PathIndex path, StepTimes times) {
        this.path = path;
        this.from = times.from();
        this.to = times.to();
        this.laneOf = new int[path.size()];
        this.rowOf = new byte[path.size()];
    }

    /**
     * Assigns all steps of a run.
     *
     * @param times where each step lies
     * @param shownTo filled with where each step's bar ends
     */
    static List<Lane> of(PathIndex path, StepTimes times, LaneBy by, long[] shownTo, BooleanSupplier cancelled) {
        LaneAssignment assignment = new LaneAssignment(path, times);
        assignment.nameLanes(by);
        return assignment.fillRows(shownTo, cancelled);
    }

    private void nameLanes(LaneBy by) {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        if (by == LaneBy.LAYER) {
            orderByLayer(numbers);
        }
        for (int place = 0; place < path.size(); place++) {
            String name = by.laneOf(path.step(place).step(), path.run());
            Integer number = numbers.get(name);
            if (number == null) {
                number = Math.min(numbers.size(), MAX_LANES - 1);
                numbers.put(name, number);
            }
            laneOf[place] = number;
        }
        names.addAll(numbers.keySet().stream().limit(MAX_LANES).toList());
        if (numbers.size() > MAX_LANES) {
            names.set(MAX_LANES - 1, (numbers.size() - MAX_LANES + 1) + " others");
        }
    }

    /** Layers stand in the order of the action path, not in the order in which a run reached them. */
    private void orderByLayer(Map<String, Integer> numbers) {
        path.steps().stream().map(step -> step.step()).sorted(java.util.Comparator.comparing(step -> step.operation().layer()))
                .map(step -> LaneBy.LAYER.laneOf(step, path.run())).distinct().forEach(name -> numbers.put(name, numbers.size()));
    }

    private List<Lane> fillRows(long[] shownTo, BooleanSupplier cancelled) {
        int[][] rowSizes = new int[names.size()][MAX_ROWS];
        long[][] rowEnds = new long[names.size()][MAX_ROWS];
        int[][] rowLast = new int[names.size()][MAX_ROWS];
        for (long[] ends : rowEnds) {
            Arrays.fill(ends, Long.MIN_VALUE);
        }
        int[] inOrder = orderOfBegin();
        for (int i = 0; i < inOrder.length; i++) {
            if ((i & CANCEL_MASK) == 0 && cancelled.getAsBoolean()) {
                return List.of();
            }
            int place = inOrder[i];
            int lane = laneOf[place];
            int row = freeRow(place, rowEnds[lane]);
            if (rowEnds[lane][row] > from[place]) {
                shownTo[rowLast[lane][row]] = from[place];
            }
            rowOf[place] = (byte) row;
            rowSizes[lane][row]++;
            rowEnds[lane][row] = Math.max(to[place], from[place] + 1);
            rowLast[lane][row] = place;
            shownTo[place] = to[place];
        }
        return lanes(inOrder, rowSizes);
    }

    private int freeRow(int place, long[] ends) {
        int parent = path.parentOf(place);
        int row = parent >= 0 && laneOf[parent] == laneOf[place] ? Math.min(rowOf[parent] + 1, MAX_ROWS - 1) : 0;
        while (row < MAX_ROWS - 1 && ends[row] > from[place]) {
            row++;
        }
        return row;
    }

    private int[] orderOfBegin() {
        boolean sorted = true;
        for (int place = 1; place < from.length && sorted; place++) {
            sorted = from[place - 1] <= from[place];
        }
        if (sorted) {
            return IntStream.range(0, from.length).toArray();
        }
        // The sort is stable, so that what begins at one instant keeps path order and a parent stays before its child.
        return IntStream.range(0, from.length).boxed().sorted((a, b) -> Long.compare(from[a], from[b])).mapToInt(Integer::intValue).toArray();
    }

    private List<Lane> lanes(int[] inOrder, int[][] rowSizes) {
        int[][][] rows = new int[names.size()][][];
        for (int lane = 0; lane < rows.length; lane++) {
            int used = MAX_ROWS;
            while (used > 0 && rowSizes[lane][used - 1] == 0) {
                used--;
            }
            rows[lane] = new int[used][];
            for (int row = 0; row < used; row++) {
                rows[lane][row] = new int[rowSizes[lane][row]];
            }
        }
        int[][] filled = new int[names.size()][MAX_ROWS];
        for (int place : inOrder) {
            int lane = laneOf[place];
            int row = rowOf[place];
            rows[lane][row][filled[lane][row]++] = place;
        }
        List<Lane> lanes = new ArrayList<>();
        for (int lane = 0; lane < rows.length; lane++) {
            lanes.add(new Lane(names.get(lane), List.of(rows[lane]), IntStream.of(rowSizes[lane]).sum()));
        }
        return lanes;
    }
}
