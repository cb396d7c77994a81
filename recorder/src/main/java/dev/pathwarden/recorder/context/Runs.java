package dev.pathwarden.recorder.context;

import dev.pathwarden.model.step.RunId;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The runs that this process knows by their ids: those that began here, and those of others that it was called in. For any thread.
 *
 * <p>A run that began here is held by the threads and steps in it; one that none is in any more, though it never ended, is as one that has ended. Nobody tells when a run of another process
 * ends. Of those only the ones called in last are kept; one that is forgotten and comes back is guarded anew, with the labels that come with it, and stays ended where a guardrail ended it
 * here.
 */
final class Runs {

    static final int MOST_JOINED = 64;
    private static final int MOST_REMEMBERED = 4096;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<RunId, Held> own = new HashMap<>();
    private final ReferenceQueue<ActiveRun> gone = new ReferenceQueue<>();
    private final Map<RunId, Boolean> ended = recent(MOST_REMEMBERED);
    private final Map<RunId, Boolean> aborted = recent(MOST_REMEMBERED);
    private final Map<RunId, ActiveRun> joined = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<RunId, ActiveRun> eldest) {
            return size() > MOST_JOINED;
        }
    };

    void began(ActiveRun run) {
        lock.lock();
        try {
            forgetGone();
            own.put(run.id(), new Held(run, gone));
        } finally {
            lock.unlock();
        }
    }

    void ended(ActiveRun run) {
        lock.lock();
        try {
            Held held = own.get(run.id());
            if (held != null && held.refersTo(run)) {
                own.remove(run.id());
                ended.put(run.id(), Boolean.TRUE);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Whether a guardrail ended the run of that id, here or in another process, as far as that is remembered. */
    boolean isAborted(RunId id) {
        lock.lock();
        try {
            return aborted.containsKey(id);
        } finally {
            lock.unlock();
        }
    }

    /** Ends the run of that id here, which a guardrail ended in another process. */
    void abort(RunId id) {
        lock.lock();
        try {
            aborted.put(id, Boolean.TRUE);
            Held held = own.get(id);
            ActiveRun known = held == null ? joined.get(id) : held.get();
            if (known != null) {
                known.abort();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Notes that a guardrail ended the run of that id; false where that is known already. */
    boolean aborted(RunId id) {
        lock.lock();
        try {
            return aborted.put(id, Boolean.TRUE) == null;
        } finally {
            lock.unlock();
        }
    }

    /**
     * The run of that id, made where it is not known; null for one that began here and has ended, which nothing revives. One that a guardrail ended is made anew, ended by it: what still comes
     * of it is refused.
     */
    ActiveRun joined(RunId id, Supplier<ActiveRun> make) {
        lock.lock();
        try {
            forgetGone();
            Held held = own.get(id);
            ActiveRun known = held == null ? null : held.get();
            if (known != null) {
                return known;
            }
            boolean over = held != null || ended.containsKey(id);
            return over && !aborted.containsKey(id) ? null : joined.computeIfAbsent(id, unknown -> made(id, make));
        } finally {
            lock.unlock();
        }
    }

    private ActiveRun made(RunId id, Supplier<ActiveRun> make) {
        ActiveRun run = make.get();
        if (aborted.containsKey(id)) {
            run.abort();
        }
        return run;
    }

    private void forgetGone() {
        for (Reference<?> reference = gone.poll(); reference != null; reference = gone.poll()) {
            RunId id = ((Held) reference).id;
            if (own.remove(id, reference)) {
                ended.put(id, Boolean.TRUE);
            }
        }
    }

    private static Map<RunId, Boolean> recent(int most) {
        return new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<RunId, Boolean> eldest) {
                return size() > most;
            }
        };
    }

    private static final class Held extends WeakReference<ActiveRun> {
        private final RunId id;

        Held(ActiveRun run, ReferenceQueue<ActiveRun> gone) {
            super(run, gone);
            id = run.id();
        }
    }
}
