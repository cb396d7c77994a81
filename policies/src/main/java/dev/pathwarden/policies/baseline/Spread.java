package dev.pathwarden.policies.baseline;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How much runs come to: how many of them come to no more than a bound, and to more than the bound below. Bounds are 0 and the powers of two, so that what several recordings show can be added.
 *
 * @param runs number of runs by bound
 */
public record Spread(SortedMap<Long, Long> runs) {

    /** Of no run. */
    public static final Spread NONE = new Spread(new TreeMap<>());

    /** All larger amounts are taken for this one. */
    private static final long LARGEST = 1L << 59;

    /** Of a hundred runs, one is let be an exception. */
    private static final double SHARE = 0.99;

    public Spread {
        runs = Collections.unmodifiableSortedMap(new TreeMap<>(runs));
        for (Map.Entry<Long, Long> each : runs.entrySet()) {
            if (each.getKey() < 0 || bound(each.getKey()) != each.getKey() || each.getValue() < 0 || each.getValue() > Seen.MOST) {
                throw new IllegalArgumentException("no bound or no count: " + each);
            }
        }
    }

    /** Of one run that comes to that. */
    public static Spread of(long amount) {
        return new Spread(new TreeMap<>(Map.of(bound(Math.max(0, amount)), 1L)));
    }

    /** The lowest bound that an amount does not pass. */
    public static long bound(long amount) {
        if (amount <= 1) {
            return Math.max(0, amount);
        }
        long highest = Long.highestOneBit(amount);
        return highest >= LARGEST ? LARGEST : highest == amount ? amount : highest << 1;
    }

    /** Both together. */
    public Spread and(Spread other) {
        SortedMap<Long, Long> all = new TreeMap<>(runs);
        other.runs.forEach((bound, count) -> all.merge(bound, count, Seen::sum));
        return new Spread(all);
    }

    /** What 99 of 100 runs do not pass: a bound, up to twice what they came to. Null where no run is known. */
    public Long most() {
        double total = 0;
        for (long count : runs.values()) {
            total += count;
        }
        double below = 0;
        for (Map.Entry<Long, Long> each : runs.entrySet()) {
            below += each.getValue();
            if (below > 0 && below >= total * SHARE) {
                return each.getKey();
            }
        }
        return null;
    }
}
