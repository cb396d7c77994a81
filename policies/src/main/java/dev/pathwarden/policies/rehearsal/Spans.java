package dev.pathwarden.policies.rehearsal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Counts hits by when they began, in spans as short as keep their number small: of a second at first, and each length is a multiple of the one before, so that what was counted stays right. For one thread. */
final class Spans {

    /** As many bars as a histogram shows well. */
    static final int MOST = 60;

    private static final long[] LENGTHS = {seconds(1), seconds(10), minutes(1), minutes(5), minutes(15), minutes(60), minutes(6 * 60), days(1), days(7), days(28), days(364), days(3_640), days(36_400)};

    /** By their place in the row of all spans of the length, from 1970 on. */
    private final TreeMap<Long, HitGroup.Tally> tallies = new TreeMap<>();
    private final HitGroup.Tally without = new HitGroup.Tally(null);
    private boolean anyWithout;
    private int length;

    private static long seconds(long count) {
        return Duration.ofSeconds(count).toNanos();
    }

    private static long minutes(long count) {
        return Duration.ofMinutes(count).toNanos();
    }

    private static long days(long count) {
        return Duration.ofDays(count).toNanos();
    }

    void add(Hit hit) {
        if (hit.startNanos() == null) {
            without.add(hit);
            anyWithout = true;
            return;
        }
        tallies.computeIfAbsent(Math.floorDiv(hit.startNanos(), LENGTHS[length]), unread -> new HitGroup.Tally(null)).add(hit);
        while (length < LENGTHS.length - 1 && tallies.lastKey() - tallies.firstKey() >= MOST) {
            widen();
        }
    }

    private void widen() {
        long times = LENGTHS[length + 1] / LENGTHS[length];
        length++;
        TreeMap<Long, HitGroup.Tally> before = new TreeMap<>(tallies);
        tallies.clear();
        before.forEach((place, tally) -> tallies.computeIfAbsent(Math.floorDiv(place, times), unread -> new HitGroup.Tally(null)).add(tally));
    }

    /** The spans in their order, those without a hit between them too; last, with an empty key, the hits that have no clock. */
    List<HitGroup> groups() {
        List<HitGroup> groups = new ArrayList<>();
        HitGroup.Tally nothing = new HitGroup.Tally(null);
        if (!tallies.isEmpty()) {
            for (long place = tallies.firstKey(); place <= tallies.lastKey(); place++) {
                groups.add(tallies.getOrDefault(place, nothing).group(String.valueOf(begin(place)), LENGTHS[length]));
            }
        }
        if (anyWithout) {
            groups.add(without.group("", 0));
        }
        return groups;
    }

    /** The first span of all begins before time can be counted. */
    private long begin(long place) {
        return place < Long.MIN_VALUE / LENGTHS[length] ? Long.MIN_VALUE : place * LENGTHS[length];
    }
}
