package dev.pathwarden.workbench.timeline;

import dev.pathwarden.workbench.path.Mark;

/**
 * How many steps of one row begin in each stretch of the timeline, how they fared, and whether a step lies over it, at every
 * resolution from {@value #BASE_BUCKETS} stretches down to one.
 *
 * <p>Each level halves the one before. A row of a million steps is then drawn in as many rectangles as there are pixels.
 */
final class DensityPyramid {

    static final int BASE_BUCKETS = 1 << 14;

    private final long end;
    private final int[][] counts;
    private final byte[][] marks;
    private final boolean[][] covered;

    private DensityPyramid(long end, int levels) {
        this.end = end;
        this.counts = new int[levels][];
        this.marks = new byte[levels][];
        this.covered = new boolean[levels][];
    }

    /**
     * Builds the pyramid of a row.
     *
     * @param places steps of the row
     * @param marks mark of each step, by place
     */
    static DensityPyramid of(int[] places, long[] from, long[] to, byte[] marks, long end) {
        DensityPyramid pyramid = new DensityPyramid(end, Integer.numberOfTrailingZeros(BASE_BUCKETS) + 1);
        int[] counts = new int[BASE_BUCKETS];
        byte[] strongest = new byte[BASE_BUCKETS];
        boolean[] covered = new boolean[BASE_BUCKETS];
        for (int place : places) {
            int first = pyramid.bucket(from[place]);
            int last = pyramid.bucket(Math.max(from[place], to[place] - 1));
            counts[first]++;
            strongest[first] = (byte) Math.max(strongest[first], marks[place]);
            for (int bucket = first; bucket <= last; bucket++) {
                covered[bucket] = true;
            }
        }
        pyramid.set(0, counts, strongest, covered);
        for (int level = 1; level < pyramid.counts.length; level++) {
            pyramid.halve(level);
        }
        return pyramid;
    }

    private int bucket(long time) {
        return (int) Math.min(BASE_BUCKETS - 1, (long) ((double) time / end * BASE_BUCKETS));
    }

    private void set(int level, int[] count, byte[] mark, boolean[] cover) {
        counts[level] = count;
        marks[level] = mark;
        covered[level] = cover;
    }

    private void halve(int level) {
        int size = counts[level - 1].length / 2;
        int[] count = new int[size];
        byte[] mark = new byte[size];
        boolean[] cover = new boolean[size];
        for (int i = 0; i < size; i++) {
            int left = 2 * i;
            int right = left + 1;
            count[i] = counts[level - 1][left] + counts[level - 1][right];
            mark[i] = (byte) Math.max(marks[level - 1][left], marks[level - 1][right]);
            cover[i] = covered[level - 1][left] || covered[level - 1][right];
        }
        set(level, count, mark, cover);
    }

    /** The coarsest level whose stretches are no longer than that, in units of the timeline; the finest if none is. */
    int levelFor(double longest) {
        int level = 0;
        while (level + 1 < counts.length && length(level + 1) <= longest) {
            level++;
        }
        return level;
    }

    /** Length of a stretch of that level, in units of the timeline. */
    double length(int level) {
        return (double) end / counts[level].length;
    }

    /** Number of stretches of that level. */
    int size(int level) {
        return counts[level].length;
    }

    /** Steps that begin in the stretch. */
    int count(int level, int bucket) {
        return counts[level][bucket];
    }

    /** The strongest mark among the steps that begin in the stretch. */
    Mark mark(int level, int bucket) {
        return TimelineModel.MARKS[marks[level][bucket]];
    }

    /** Whether a step lies over the stretch or a part of it. */
    boolean covered(int level, int bucket) {
        return covered[level][bucket];
    }
}
