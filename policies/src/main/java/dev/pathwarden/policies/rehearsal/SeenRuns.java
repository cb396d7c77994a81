package dev.pathwarden.policies.rehearsal;

import dev.pathwarden.model.step.RunId;
import dev.pathwarden.policies.dryrun.SeenRun;
import java.lang.ref.SoftReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** What was found in the runs of one snapshot, kept for the next rehearsal on it while there is memory: it is the same for all guardrails, and finding it is most of the work. Safe for any thread. */
public final class SeenRuns {

    /** A step with its arguments takes some kilobytes. */
    private static final long MOST_STEPS = 300_000;

    private final Map<RunId, SoftReference<SeenRun>> runs = new ConcurrentHashMap<>();
    private final AtomicLong steps = new AtomicLong();

    /** What was found in that run; null where nothing is kept. */
    SeenRun get(RunId run) {
        SoftReference<SeenRun> kept = runs.get(run);
        return kept == null ? null : kept.get();
    }

    void keep(SeenRun seen) {
        RunId id = seen.run().run().id();
        int size = seen.run().steps().size();
        if (runs.containsKey(id)) {
            runs.put(id, new SoftReference<>(seen));
        } else if (steps.get() + size <= MOST_STEPS) {
            steps.addAndGet(size);
            runs.put(id, new SoftReference<>(seen));
        }
    }

    /** Whether another run of that many steps is kept. */
    boolean hasRoom(int size) {
        return steps.get() + size <= MOST_STEPS;
    }
}
