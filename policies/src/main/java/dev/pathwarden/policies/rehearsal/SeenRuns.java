package dev.pathwarden.policies.rehearsal;

import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.policies.dryrun.SeenRun;
import java.lang.ref.SoftReference;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** What was read and found in the runs of one snapshot, kept for the next rehearsal on it while there is memory: it is the same for all guardrails, and finding it is most of the work. Safe for any thread. */
public final class SeenRuns {

    /** A step with its arguments takes some kilobytes. */
    private static final long MOST_STEPS = 300_000;

    /** What is kept of a run: all that was found in it, or the run alone as it was read. */
    private record Kept(RecordedRun run, SeenRun seen) {
    }

    private final Map<RunId, SoftReference<Kept>> runs = new ConcurrentHashMap<>();
    private final AtomicLong steps = new AtomicLong();
    private final Set<RunId> hit = ConcurrentHashMap.newKeySet();

    /** What was found in that run; null where nothing is kept. */
    SeenRun get(RunId run) {
        Kept kept = kept(run);
        return kept == null ? null : kept.seen();
    }

    /** The run as it was read; null where it is not kept. */
    RecordedRun read(RunId run) {
        Kept kept = kept(run);
        return kept == null ? null : kept.run();
    }

    private Kept kept(RunId run) {
        SoftReference<Kept> kept = runs.get(run);
        return kept == null ? null : kept.get();
    }

    void keep(SeenRun seen) {
        keep(new Kept(seen.run(), seen));
    }

    /** Keeps a run in which nothing was looked for. */
    void keep(RecordedRun run) {
        keep(new Kept(run, null));
    }

    private void keep(Kept kept) {
        RunId id = kept.run().run().id();
        int size = kept.run().steps().size();
        if (runs.containsKey(id)) {
            runs.put(id, new SoftReference<>(kept));
        } else if (hasRoom(size)) {
            steps.addAndGet(size);
            runs.put(id, new SoftReference<>(kept));
        }
    }

    /** Whether another run of that many steps is kept. */
    boolean hasRoom(int size) {
        return steps.get() + size <= MOST_STEPS;
    }

    /** Notes whether the guardrails said something of a run when they were tried last. */
    void noteHit(RunId run, boolean said) {
        if (said) {
            hit.add(run);
        } else {
            hit.remove(run);
        }
    }

    /** Whether the guardrails said something of that run when they were tried last. */
    boolean wasHit(RunId run) {
        return hit.contains(run);
    }
}
