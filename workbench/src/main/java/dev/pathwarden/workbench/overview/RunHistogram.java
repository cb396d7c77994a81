package dev.pathwarden.workbench.overview;

import dev.pathwarden.model.search.FoundPlaces;
import dev.pathwarden.model.snapshot.RunSummary;
import java.util.List;

/**
 * Runs by when they began, in stretches of one length. Immutable.
 *
 * @param from when the first stretch begins, in epoch nanoseconds
 * @param length of a stretch, in nanoseconds; at least 1
 * @param all runs of each stretch
 * @param left runs of each stretch that the filter leaves
 * @param stopped those of them in which a step was stopped
 * @param withoutClock runs that nobody knows the begin of
 */
record RunHistogram(long from, long length, int[] all, int[] left, int[] stopped, int withoutClock) {

    /**
     * Counts runs.
     *
     * @param found the steps that the filter leaves; null where there is no filter
     * @param stretches how many stretches there are
     */
    static RunHistogram of(List<RunSummary> runs, FoundPlaces found, int stretches) {
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        int withoutClock = 0;
        for (RunSummary run : runs) {
            Long start = run.run().startNanos();
            withoutClock += start == null ? 1 : 0;
            first = start == null ? first : Math.min(first, start);
            last = start == null ? last : Math.max(last, start);
        }
        long length = first > last ? 1 : (long) Math.ceil((last - (double) first + 1) / stretches);
        RunHistogram histogram = new RunHistogram(first > last ? 0 : first, length, new int[stretches], new int[stretches], new int[stretches], withoutClock);
        for (RunSummary run : runs) {
            if (run.run().startNanos() != null) {
                int stretch = (int) Math.min(stretches - 1L, (run.run().startNanos() - first) / length);
                boolean isLeft = found == null || found.count(run.run().id()) > 0;
                histogram.all[stretch]++;
                histogram.left[stretch] += isLeft ? 1 : 0;
                histogram.stopped[stretch] += isLeft && run.blocked() > 0 ? 1 : 0;
            }
        }
        return histogram;
    }

    /** Whether any run has a clock. */
    boolean hasClock() {
        for (int count : all) {
            if (count > 0) {
                return true;
            }
        }
        return false;
    }

    /** When a stretch begins, in epoch nanoseconds; of the number behind the last, when that one ends. */
    long start(int stretch) {
        return from + stretch * length;
    }

    /** Most runs of a stretch. */
    int most() {
        int most = 1;
        for (int count : all) {
            most = Math.max(most, count);
        }
        return most;
    }
}
