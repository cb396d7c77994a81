package dev.pathwarden.workbench.live;

/**
 * How often what came is shown: behind what took long there is a pause of several times as long, so that following takes a small part of the machine however long the runs are. In nanoseconds; for one thread.
 */
final class Pace {

    /** A pause is so many times as long as the work behind which it is. */
    private static final int PAUSE = 4;
    private static final long LONGEST = 10_000_000_000L;

    private long readyAt = Long.MIN_VALUE;
    private long shownAt;
    private long looked;
    private boolean drawing;

    /**
     * Something that came is being shown.
     *
     * @param took how long it took to find it
     */
    void shown(long now, long took) {
        shownAt = now;
        looked = took;
        drawing = true;
        readyAt = now + pause(took);
    }

    /** The views are done with it. */
    void drawn(long now) {
        if (drawing) {
            drawing = false;
            readyAt = now + pause(looked + now - shownAt);
        }
    }

    /** Whether it is time to look for more. Work of the views that has not ended, as a long dry run beside it, holds that up for a while only. */
    boolean isReady(long now) {
        return drawing ? now - shownAt >= LONGEST : now >= readyAt;
    }

    private static long pause(long worked) {
        return Math.min(LONGEST, PAUSE * Math.max(0, worked));
    }
}
