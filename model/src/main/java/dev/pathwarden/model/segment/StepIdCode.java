package dev.pathwarden.model.segment;

import dev.pathwarden.model.step.RunId;
import java.util.HashMap;
import java.util.Map;

/**
 * Turns step ids into small numbers. The recorder and the importers make ids by mixing a counter with the finalizer of SplitMix64 (Steele, Lea and Flood, 2014), which is one-to-one: mixed back, the ids of one process follow
 * each other by a few, and an id that was made otherwise is a number like any other.
 *
 * <p>For one thread.
 */
final class StepIdCode {

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final long GOLDEN_INVERSE = inverse(GOLDEN);
    private static final long FIRST = 0xBF58476D1CE4E5B9L;
    private static final long FIRST_INVERSE = inverse(FIRST);
    private static final long SECOND = 0x94D049BB133111EBL;
    private static final long SECOND_INVERSE = inverse(SECOND);

    private final Map<Long, Long> lastOfProcess = new HashMap<>();

    /** Begins a run. Importers, which know no process, count from the run's id. */
    void begin(RunId run) {
        lastOfProcess.put(null, run.low() * GOLDEN_INVERSE);
    }

    /** The number for an id: how far its counter lies behind that of the last id of the same process. */
    long encode(long id, Long pid) {
        long counter = unmixed(id) * GOLDEN_INVERSE;
        Long last = lastOfProcess.put(pid, counter);
        return last == null ? counter : counter - last;
    }

    /** The id for a number that {@link #encode} gave. */
    long decode(long number, Long pid) {
        long counter = lastOfProcess.merge(pid, number, Long::sum);
        return mixed(counter * GOLDEN);
    }

    private static long mixed(long counter) {
        long z = (counter ^ counter >>> 30) * FIRST;
        z = (z ^ z >>> 27) * SECOND;
        return z ^ z >>> 31;
    }

    private static long unmixed(long id) {
        long z = (id ^ id >>> 31 ^ id >>> 62) * SECOND_INVERSE;
        z = (z ^ z >>> 27 ^ z >>> 54) * FIRST_INVERSE;
        return z ^ z >>> 30 ^ z >>> 60;
    }

    /** The number whose product with an odd one is 1: each of Newton's steps makes twice as many bits right. */
    private static long inverse(long odd) {
        long inverse = odd;
        for (int bits = 3; bits < Long.SIZE; bits *= 2) {
            inverse *= 2 - odd * inverse;
        }
        return inverse;
    }
}
