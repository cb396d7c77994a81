package dev.pathwarden.recorder.gate;

import dev.pathwarden.recorder.context.ThreadState;
import dev.pathwarden.recorder.context.Threads;
import dev.pathwarden.recorder.hooks.Interceptor;
import dev.pathwarden.recorder.hooks.Sleeper;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntPredicate;

/**
 * Leads a call at the gate to its interceptor: never twice at once on a thread, and with every fault but a refusal counted and kept from the
 * watched program.
 */
public final class GateHandler implements PathwardenGate.Handler {

    private final Interceptor[] interceptors;
    private final Threads threads;
    private final IntPredicate refusing;
    private final AtomicLongArray faults;
    private final AtomicReferenceArray<String> lastFaults;
    private final boolean[] sleeping;

    /**
     * A handler for those points, whose numbers are their indexes.
     *
     * @param refusing whether the call at a point is to be refused where its interceptor failed before it
     */
    public GateHandler(List<NumberedPoint> points, Threads threads, IntPredicate refusing) {
        this.threads = threads;
        this.refusing = refusing;
        interceptors = points.stream().map(point -> point.point().interceptor()).toArray(Interceptor[]::new);
        faults = new AtomicLongArray(interceptors.length);
        lastFaults = new AtomicReferenceArray<>(interceptors.length);
        sleeping = new boolean[interceptors.length];
        for (int i = 0; i < sleeping.length; i++) {
            if (interceptors[i] instanceof Sleeper sleeper) {
                int point = i;
                sleeping[point] = true;
                sleeper.sleepsUntil(() -> sleeping[point] = false);
            }
        }
    }

    /** By their numbers, which points sleep; for the gate, which is to look into this very array. */
    public boolean[] sleeping() {
        return sleeping;
    }

    @Override
    public Object enter(int point, Object self, Object[] arguments) {
        ThreadState state = threads.current();
        if (!state.enter()) {
            return null;
        }
        try {
            if (state.probing()) {
                if (state.meetsCanary(point)) {
                    throw new PathwardenBlockedException();
                }
                return null;
            }
            return interceptors[point].enter(self, arguments);
        } catch (PathwardenBlockedException | PathwardenAbort refusal) {
            throw refusal;
        } catch (Throwable fault) {
            note(point, fault);
            if (refuses(point)) {
                throw new PathwardenBlockedException();
            }
            return null;
        } finally {
            state.leave();
        }
    }

    @Override
    public Object exit(int point, Object token, Object result, Throwable error) {
        ThreadState state = threads.current();
        if (!state.enter()) {
            return result;
        }
        try {
            return interceptors[point].exit(token, result, error);
        } catch (PathwardenBlockedException | PathwardenAbort refusal) {
            throw refusal;
        } catch (Throwable fault) {
            note(point, fault);
            return result;
        } finally {
            state.leave();
        }
    }

    private void note(int point, Throwable fault) {
        faults.incrementAndGet(point);
        StackTraceElement[] trace = fault.getStackTrace();
        lastFaults.lazySet(point, fault.getClass().getName() + (trace.length == 0 ? "" : " at " + trace[0]));
    }

    private boolean refuses(int point) {
        try {
            return refusing.test(point);
        } catch (RuntimeException | StackOverflowError fault) {
            return false;
        }
    }

    /** Faults at that point so far. */
    public long faults(int point) {
        return faults.get(point);
    }

    /** The last fault at that point, null if there was none. */
    public String lastFault(int point) {
        return lastFaults.get(point);
    }
}
