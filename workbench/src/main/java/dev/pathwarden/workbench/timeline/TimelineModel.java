package dev.pathwarden.workbench.timeline;

import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.workbench.aftermath.RehearsedSteps;
import dev.pathwarden.workbench.casefile.StepMarks;
import dev.pathwarden.workbench.path.Mark;
import dev.pathwarden.workbench.path.PathIndex;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * A run laid out in lanes, ready to be drawn. Immutable and safe for any thread; made off the JavaFX thread.
 *
 * <p>A step is known by its place in path order, so that a million of them are a few arrays.
 */
public final class TimelineModel {

    static final Mark[] MARKS = Mark.values();
    /** Rows with fewer steps are searched and drawn one by one at any zoom. */
    private static final int DENSE_ROW = 2_000;

    private final PathIndex path;
    private final StepTimes times;
    private final LaneBy by;
    private final List<Lane> lanes;
    private final long[] shownTo;
    private final byte[] marks;
    private final List<List<DensityPyramid>> pyramids = new ArrayList<>();

    private TimelineModel(PathIndex path, LaneBy by, BooleanSupplier cancelled) {
        this.path = path;
        this.by = by;
        this.times = StepTimes.of(path);
        this.shownTo = new long[path.size()];
        this.lanes = LaneAssignment.of(path, times, by, shownTo, cancelled);
        this.marks = marksOf(path);
    }

    /**
     * Lays out a run.
     *
     * @param cancelled asked now and then
     * @throws CancellationException if it was cancelled
     */
    static TimelineModel of(PathIndex path, LaneBy by, BooleanSupplier cancelled) {
        TimelineModel model = new TimelineModel(path, by, cancelled);
        model.pyramids.addAll(model.pyramids(null, cancelled));
        return model;
    }

    /**
     * The steps that a filter leaves, ready to be drawn.
     *
     * @param places places of the steps
     * @param cancelled asked now and then
     * @throws CancellationException if it was cancelled
     */
    MatchedLanes matched(BitSet places, BooleanSupplier cancelled) {
        return new MatchedLanes(places, pyramids(places, cancelled));
    }

    /**
     * The steps that have marks of the case, ready to be drawn.
     *
     * @param marks marks of this run
     * @param cancelled asked now and then
     * @throws CancellationException if it was cancelled
     */
    MarkedLanes marked(StepMarks marks, BooleanSupplier cancelled) {
        BitSet places = marks.places();
        return new MarkedLanes(marks, rows(cancelled, row -> {
            int[] steps = Arrays.stream(row).filter(places::get).toArray();
            return new MarkedLanes.Row(Arrays.stream(steps).filter(place -> marks.at(place).worst() != null).toArray(), Arrays.stream(steps).filter(place -> marks.at(place).worst() == null).toArray());
        }));
    }

    /**
     * What tried guardrails make of the steps, ready to be drawn.
     *
     * @param rehearsed of this run
     * @param cancelled asked now and then
     * @throws CancellationException if it was cancelled
     */
    RehearsedLanes rehearsed(RehearsedSteps rehearsed, BooleanSupplier cancelled) {
        return new RehearsedLanes(rehearsed, rows(cancelled, row -> new RehearsedLanes.Row(Arrays.stream(row).filter(rehearsed::isStop).toArray(), Arrays.stream(row).filter(rehearsed::isBehind).toArray())));
    }

    private <T> List<List<T>> rows(BooleanSupplier cancelled, Function<int[], T> of) {
        List<List<T>> all = new ArrayList<>();
        for (Lane lane : lanes) {
            List<T> ofLane = new ArrayList<>();
            for (int[] row : lane.rows()) {
                if (cancelled.getAsBoolean()) {
                    throw new CancellationException();
                }
                ofLane.add(of.apply(row));
            }
            all.add(ofLane);
        }
        return all;
    }

    /** Of all steps, or of those at the places. */
    private List<List<DensityPyramid>> pyramids(BitSet of, BooleanSupplier cancelled) {
        List<List<DensityPyramid>> all = new ArrayList<>();
        for (Lane lane : lanes) {
            List<DensityPyramid> ofLane = new ArrayList<>();
            for (int[] row : lane.rows()) {
                if (cancelled.getAsBoolean()) {
                    throw new CancellationException();
                }
                int[] steps = of == null ? row : Arrays.stream(row).filter(of::get).toArray();
                ofLane.add(row.length < DENSE_ROW ? null : DensityPyramid.of(steps, times.from(), shownTo, marks, times.end()));
            }
            all.add(ofLane);
        }
        if (cancelled.getAsBoolean()) {
            throw new CancellationException();
        }
        return all;
    }

    private static byte[] marksOf(PathIndex path) {
        byte[] marks = new byte[path.size()];
        for (int place = 0; place < marks.length; place++) {
            marks[place] = (byte) Mark.of(path.step(place)).ordinal();
        }
        return marks;
    }

    PathIndex path() {
        return path;
    }

    LaneBy by() {
        return by;
    }

    List<Lane> lanes() {
        return lanes;
    }

    /** The pyramid of a row; null where the row has so few steps that none is needed. */
    DensityPyramid pyramid(int lane, int row) {
        return pyramids.get(lane).get(row);
    }

    /** Whether positions are nanoseconds since the first step; they count steps otherwise. */
    public boolean clock() {
        return times.clock();
    }

    /** Epoch nanoseconds at which the timeline begins; 0 without a clock. */
    long origin() {
        return times.origin();
    }

    /** Where the last step ends. */
    public long end() {
        return times.end();
    }

    int withoutClock() {
        return times.withoutClock();
    }

    RecordedStep step(int place) {
        return path.step(place);
    }

    Mark mark(int place) {
        return MARKS[marks[place]];
    }

    /** Where a step begins. */
    public long from(int place) {
        return times.from()[place];
    }

    /** Where a step ends. */
    public long to(int place) {
        return times.to()[place];
    }

    /** Where the bar of a step ends; before the step's end only in the last row of a lane that is too deep. */
    long shownTo(int place) {
        return shownTo[place];
    }

    /** Number of steps of each mark that occurs, in the order of the marks. */
    Map<Mark, Integer> countsByMark() {
        Map<Mark, Integer> counts = new EnumMap<>(Mark.class);
        for (byte mark : marks) {
            counts.merge(MARKS[mark], 1, Integer::sum);
        }
        return counts;
    }

    /** Index, within the row, of the first step whose bar ends behind that position; the row's length if there is none. */
    int firstEndingAfter(int[] row, double position) {
        int low = 0;
        int high = row.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (shownTo[row[middle]] > position) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** Index, within the row, of the first step that begins at or behind that position; the row's length if there is none. */
    int firstStartingAt(int[] row, double position) {
        int low = 0;
        int high = row.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (times.from()[row[middle]] >= position) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
