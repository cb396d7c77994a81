package dev.pathwarden.policies.engine;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * What the operators over earlier steps have come to in one run, as one process sees it. It belongs to whoever owns the run's {@link dev.pathwarden.policies.trust.TrustContext}: a {@link RunGuard},
 * or a dry run.
 *
 * <p>It is for one bundle. With the first step that another one decides, all operators begin anew: what was in force at each decision is on record, and what a bundle of which only the hash is
 * known would have remembered is not. Its size is bounded by the operators of the bundle and does not grow with the run; before the first step that matters to one of them there is nothing.
 *
 * <p>Any thread may {@link #recall}. Steps join by one thread at a time.
 */
public final class PathMemory {

    /** What was remembered under one bundle: a state per monitor, each replaced as a whole. */
    private record Remembered(String bundle, AtomicReferenceArray<Object> states) {
    }

    /** For engines without such operators: reads nothing and notes nothing, so one is enough for all threads. */
    private final Recall nothing = new Recall(this, "", Monitors.NONE);
    private volatile Remembered remembered;

    /** What a decision of that engine will read of it. For one decision. */
    public Recall recall(PolicyEngine engine) {
        return engine.monitors() == Monitors.NONE ? nothing : new Recall(this, engine.bundle().hash(), engine.monitors());
    }

    /** The state of a monitor of that bundle; null where nothing has mattered to it. */
    Object state(String bundle, int monitor) {
        Remembered now = remembered;
        return now == null || !now.bundle().equals(bundle) ? null : now.states().get(monitor);
    }

    /**
     * Lets the step of a decision join. For one thread at a time.
     *
     * @param place as of {@link JoinedStep#place}
     */
    void join(Recall recall, long place) {
        Remembered now = remembered;
        if (now != null && !now.bundle().equals(recall.bundle())) {
            now = null;
            remembered = null;
        }
        if (!recall.matters()) {
            return;
        }
        if (now == null) {
            now = new Remembered(recall.bundle(), new AtomicReferenceArray<>(recall.monitors().size()));
        }
        recall.advance(now.states(), place);
        remembered = now;
    }
}
