package dev.pathwarden.policies.rehearsal;

import dev.pathwarden.model.step.Run;
import java.util.EnumMap;
import java.util.Map;

/**
 * Steps of a rehearsal that have something in common.
 *
 * @param key id of the run, name of the tool or id of the agent; begin of the span in nanoseconds since 1970; empty for those that are in no tool, have no agent, or no clock
 * @param run the run; null for groups by anything else
 * @param spanNanos how long the span is; 0 for groups by anything but time
 * @param stopped how many of them the rehearsed set stops
 * @param changes how many of them there are of each change
 */
public record HitGroup(String key, Run run, long spanNanos, long stopped, Map<Change, Long> changes) {
    public HitGroup {
        changes = Map.copyOf(changes);
    }

    /** How many steps of that change. */
    public long count(Change change) {
        return changes.getOrDefault(change, 0L);
    }

    /** How many steps there are. */
    public long hits() {
        return changes.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Whether a step is in this group, which is one of those by that; of what is not told apart any more, none is said to be. */
    public boolean holds(GroupBy by, Hit hit) {
        return switch (by) {
            case RUN -> hit.run().id().toString().equals(key);
            case TOOL -> hit.tool().equals(key);
            case AGENT -> key.equals(hit.agent() == null ? "" : hit.agent());
            case TIME -> key.isEmpty() ? hit.startNanos() == null : hit.startNanos() != null && Long.parseLong(key) <= hit.startNanos() && hit.startNanos() - Long.parseLong(key) < spanNanos;
        };
    }

    /** Counts while hits come. */
    static final class Tally {

        private final Run run;
        private final long[] changes = new long[Change.values().length];
        private long stopped;

        Tally(Run run) {
            this.run = run;
        }

        void add(Hit hit) {
            stopped += hit.isStopped() ? 1 : 0;
            changes[hit.change().ordinal()]++;
        }

        void add(Tally other) {
            stopped += other.stopped;
            for (int i = 0; i < changes.length; i++) {
                changes[i] += other.changes[i];
            }
        }

        HitGroup group(String key, long spanNanos) {
            Map<Change, Long> counts = new EnumMap<>(Change.class);
            for (Change change : Change.values()) {
                if (changes[change.ordinal()] > 0) {
                    counts.put(change, changes[change.ordinal()]);
                }
            }
            return new HitGroup(key, run, spanNanos, stopped, counts);
        }
    }
}
