package dev.pathwarden.recorder.context;

import dev.pathwarden.model.step.RunId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The runs that this process knows by their ids: those that began here, and those of others that it was called in. For any thread.
 *
 * <p>Nobody tells when a run of another process ends. Of those only the ones called in last are kept; one that is forgotten and comes back is
 * guarded anew, with the labels that come with it.
 */
final class Runs {

    private static final int MOST_JOINED = 64;
    private static final int MOST_ENDED = 4096;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<RunId, ActiveRun> own = new LinkedHashMap<>();
    private final Map<RunId, ActiveRun> joined = recent(MOST_JOINED);
    private final Map<RunId, Boolean> ended = recent(MOST_ENDED);

    void began(ActiveRun run) {
        lock.lock();
        try {
            own.put(run.id(), run);
        } finally {
            lock.unlock();
        }
    }

    void ended(ActiveRun run) {
        lock.lock();
        try {
            if (own.remove(run.id(), run)) {
                ended.put(run.id(), Boolean.TRUE);
            }
        } finally {
            lock.unlock();
        }
    }

    /** The run of that id, made where it is not known; null for one that began here and has ended, which nothing revives. */
    ActiveRun joined(RunId id, Supplier<ActiveRun> make) {
        lock.lock();
        try {
            ActiveRun known = own.get(id);
            if (known != null) {
                return known;
            }
            return ended.containsKey(id) ? null : joined.computeIfAbsent(id, unknown -> make.get());
        } finally {
            lock.unlock();
        }
    }

    private static <V> Map<RunId, V> recent(int most) {
        return new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<RunId, V> eldest) {
                return size() > most;
            }
        };
    }
}
