package dev.pathwarden.workbench.bench;

import java.util.Arrays;
import javafx.animation.AnimationTimer;

/** Measures the time between pulses, as long as it runs; a pulse that comes late is what a user sees as a frozen window. For the JavaFX thread. */
final class PulseMeter extends AnimationTimer {

    /** More pulses than come in two minutes. */
    private static final int MOST = 1 << 13;
    private static final double SECOND = 1e9;
    private static final double MILLI = 1e6;

    private final long[] gaps = new long[MOST];
    private final Runnable eachPulse;
    private int count;
    private long before;

    /**
     * Makes a meter that does something with each pulse, before it is drawn.
     *
     * @param eachPulse what to do
     */
    PulseMeter(Runnable eachPulse) {
        this.eachPulse = eachPulse;
    }

    @Override
    public void handle(long pulse) {
        long now = System.nanoTime();
        if (before != 0 && count < MOST) {
            gaps[count++] = now - before;
        }
        before = now;
        eachPulse.run();
    }

    /** Number of pulses after the first. */
    int pulses() {
        return count;
    }

    /** Pulses per second. */
    double rate() {
        return count / (Arrays.stream(gaps, 0, count).sum() / SECOND);
    }

    /** The longest time between two pulses, milliseconds. */
    double worst() {
        return Arrays.stream(gaps, 0, count).max().orElse(0) / MILLI;
    }

    /** The time between two pulses that 99 of 100 do not exceed, milliseconds. */
    double p99() {
        return Arrays.stream(gaps, 0, count).sorted().skip(count * 99L / 100).findFirst().orElse(0) / MILLI;
    }
}
