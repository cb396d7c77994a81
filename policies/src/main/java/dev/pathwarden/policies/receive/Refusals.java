package dev.pathwarden.policies.receive;

import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often an address was turned away for a wrong token within a minute. Whoever knows the token is never turned away for what others on the same address do; what is bounded is how much work and how many lines of
 * the log a stranger can make. For any thread.
 */
final class Refusals {

    /** So many within a minute are answered and logged. */
    static final int MOST = 10;

    private static final int MOST_ADDRESSES = 1_000;
    private static final long MINUTE_SECONDS = 60;

    private final InstantSource clock;
    private final Map<String, Count> counts = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Count> eldest) {
            return size() > MOST_ADDRESSES;
        }
    };

    private record Count(Instant since, int times) {
    }

    Refusals(InstantSource clock) {
        this.clock = clock;
    }

    /** Counts another one; returns which it is within its minute, from 1. */
    synchronized int next(String address) {
        Instant now = clock.instant();
        Count before = counts.get(address);
        boolean same = before != null && now.isBefore(before.since().plusSeconds(MINUTE_SECONDS));
        Count count = same ? new Count(before.since(), Math.min(before.times() + 1, Integer.MAX_VALUE - 1)) : new Count(now, 1);
        counts.put(address, count);
        return count.times();
    }
}
