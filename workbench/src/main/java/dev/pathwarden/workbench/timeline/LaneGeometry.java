package dev.pathwarden.workbench.timeline;

import java.util.List;

/**
 * Where lanes and rows lie on the canvas, in pixels from the upper border of the first lane; and what lies at a point.
 *
 * @param tops upper border of each lane, and behind the last the height of all
 * @param row height of a bar
 */
record LaneGeometry(List<Lane> lanes, double[] tops, double row) {

    static final double GUTTER = 128;
    static final double AXIS = 26;
    private static final double LOWEST_ROW = 20;
    private static final double HIGHEST_ROW = 30;
    private static final double ROW_GAP = 3;
    private static final double PADDING = 6;
    /** Bars are no narrower than this, however short the step. */
    static final double NARROWEST_BAR = 4;

    /**
     * Stacks lanes in a view of that height: rows grow while there is room for all, and the view is scrolled where there is not.
     */
    static LaneGeometry of(List<Lane> lanes, double height) {
        int rows = lanes.stream().mapToInt(lane -> Math.max(1, lane.rows().size())).sum();
        double between = lanes.size() * (2 * PADDING - ROW_GAP);
        double row = Math.clamp(Math.floor((height - between) / Math.max(1, rows)) - ROW_GAP, LOWEST_ROW, HIGHEST_ROW);
        double[] tops = new double[lanes.size() + 1];
        for (int lane = 0; lane < lanes.size(); lane++) {
            tops[lane + 1] = tops[lane] + 2 * PADDING + Math.max(1, lanes.get(lane).rows().size()) * (row + ROW_GAP) - ROW_GAP;
        }
        return new LaneGeometry(lanes, tops, row);
    }

    double height() {
        return tops[lanes.size()];
    }

    /** Upper border of a row's bars. */
    double rowTop(int lane, int row) {
        return tops[lane] + PADDING + row * (this.row + ROW_GAP);
    }

    /** Place of the step at a point; -1 where there is none. */
    int hit(TimelineModel model, TimeWindow window, double width, double x, double y) {
        for (int lane = 0; lane < lanes.size(); lane++) {
            if (y >= tops[lane] && y < tops[lane + 1]) {
                int row = (int) Math.floor((y - tops[lane] - PADDING) / (this.row + ROW_GAP));
                boolean onBar = row >= 0 && row < lanes.get(lane).rows().size() && y - rowTop(lane, row) <= this.row;
                return onBar ? nearest(model, lanes.get(lane).rows().get(row), window, width, x) : -1;
            }
        }
        return -1;
    }

    /** A bar that is drawn wider than it is long is hit over its drawn width, the later of two that overlap. */
    private static int nearest(TimelineModel model, int[] row, TimeWindow window, double width, double x) {
        int index = model.firstStartingAt(row, Math.nextUp(window.toPosition(x, width))) - 1;
        if (index < 0) {
            return -1;
        }
        double left = window.toPixel(model.from(row[index]), width);
        double right = Math.max(left + NARROWEST_BAR, window.toPixel(model.shownTo(row[index]), width));
        return x <= right ? row[index] : -1;
    }

    /** Lane and row of a step: {lane, row}; null for a step that is in none. */
    int[] find(TimelineModel model, int place) {
        for (int lane = 0; lane < lanes.size(); lane++) {
            for (int row = 0; row < lanes.get(lane).rows().size(); row++) {
                int[] steps = lanes.get(lane).rows().get(row);
                for (int i = model.firstStartingAt(steps, model.from(place)); i < steps.length && model.from(steps[i]) == model.from(place); i++) {
                    if (steps[i] == place) {
                        return new int[] {lane, row};
                    }
                }
            }
        }
        return null;
    }
}
