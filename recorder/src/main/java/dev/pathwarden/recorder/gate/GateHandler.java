package dev.pathwarden.recorder.gate;

import dev.pathwarden.policies.trust.Exhaustion;
import dev.pathwarden.recorder.context.Place;
import dev.pathwarden.recorder.context.ThreadState;
import dev.pathwarden.recorder.context.Threads;
import dev.pathwarden.recorder.context.UntoldExit;
import dev.pathwarden.recorder.hooks.Interceptor;
import dev.pathwarden.recorder.hooks.Sleeper;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BooleanSupplier;
import java.util.function.IntPredicate;

/**
 * Leads a call at the gate to its interceptor: never twice at once on a thread, and with every fault but a refusal counted and kept from the
 * watched program.
 *
 * <p>Implementation note. A program can recurse until the stack ends within an interceptor, or fill the heap, so that it fails before it has seen what the program does next. In a run such an end is
 * therefore not kept from the program: it is thrown in place of the action, as it would have been a few calls deeper anyway. Afterwards the thread is where it was before, and an interceptor that so failed behind a call
 * is told of that call again when the thread next comes by with more room. What puts a thread right here needs no room itself.
 */
public final class GateHandler implements PathwardenGate.Handler {

    private final Interceptor[] interceptors;
    private final Threads threads;
    private final IntPredicate refusing;
    private final BooleanSupplier inRun;
    private final AtomicLongArray faults;
    private final AtomicReferenceArray<String> lastFaults;
    private final boolean[] sleeping;
    private final boolean[] later;

    /**
     * A handler for those points, whose numbers are their indexes.
     *
     * @param refusing whether the call at a point is to be refused where its interceptor failed before the action
     * @param inRun whether the current thread is in a run
     */
    public GateHandler(List<NumberedPoint> points, Threads threads, IntPredicate refusing, BooleanSupplier inRun) {
        this.threads = threads;
        this.refusing = refusing;
        this.inRun = inRun;
        interceptors = points.stream().map(point -> point.point().interceptor()).toArray(Interceptor[]::new);
        faults = new AtomicLongArray(interceptors.length);
        lastFaults = new AtomicReferenceArray<>(interceptors.length);
        sleeping = new boolean[interceptors.length];
        later = new boolean[interceptors.length];
        for (int i = 0; i < sleeping.length; i++) {
            later[i] = points.get(i).point().later();
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
        Place before = state.place;
        try {
            if (state.untold != null) {
                tellAgain(state);
                before = state.place;
            }
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
            state.place = before;
            Error exhausted = Exhaustion.in(fault);
            note(point, fault, exhausted);
            if (exhausted != null && inRun.getAsBoolean()) {
                throw exhausted;
            }
            if (refuses(point)) {
                throw new PathwardenBlockedException();
            }
            return null;
        } finally {
            state.inside = false;
        }
    }

    @Override
    public Object exit(int point, Object token, Object result, Throwable error) {
        ThreadState state = threads.current();
        if (!state.enter()) {
            return result;
        }
        try {
            if (state.untold != null) {
                tellAgain(state);
            }
            return interceptors[point].exit(token, result, error);
        } catch (PathwardenBlockedException | PathwardenAbort refusal) {
            throw refusal;
        } catch (Throwable fault) {
            Error exhausted = Exhaustion.in(fault);
            if (exhausted != null) {
                state.tellLater(new UntoldExit(point, token, result, error));
            }
            note(point, fault, exhausted);
            if (exhausted != null && inRun.getAsBoolean()) {
                throw exhausted;
            }
            if (later[point] && error == null && refuses(point)) {
                throw new PathwardenBlockedException();
            }
            return result;
        } finally {
            state.inside = false;
        }
    }

    /** Tells interceptors of the calls that they could not be told of, from the innermost on; what they answer comes too late. */
    private void tellAgain(ThreadState state) {
        while (state.untold != null) {
            UntoldExit exit = state.untold;
            try {
                interceptors[exit.point].exit(exit.token, exit.result, exit.error);
            } catch (Throwable fault) {
                Error exhausted = Exhaustion.in(fault);
                // With room it fails for a reason of its own, and would for ever.
                if (exhausted != null && Exhaustion.isStackDeep()) {
                    throw exhausted;
                }
                note(exit.point, fault, exhausted);
            }
            state.untold = exit.next;
        }
    }

    private void note(int point, Throwable fault, Error exhausted) {
        faults.incrementAndGet(point);
        if (exhausted != null) {
            // What is made here of its trace would need room, and takes long: there are a thousand frames in it.
            lastFaults.lazySet(point, exhausted.getClass().getName());
            return;
        }
        StackTraceElement[] trace = fault.getStackTrace();
        lastFaults.lazySet(point, fault.getClass().getName() + (trace.length == 0 ? "" : " at " + trace[0]));
    }

    private boolean refuses(int point) {
        try {
            return refusing.test(point);
        } catch (RuntimeException fault) {
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
