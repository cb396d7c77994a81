package dev.pathwarden.policies.engine;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * What one decision reads of a {@link PathMemory}, and what its step will leave there. Made without a lock; a decision {@link #holds} as long as everything it read is unchanged, and has to be made
 * anew otherwise, before its step can {@link #join}.
 *
 * <p>For one thread.
 */
public final class Recall {

    /** Of a run whose first step is being decided; it is forgotten. */
    static final Recall OF_NOTHING = new Recall(null, "", Monitors.NONE);

    private static final int FIRST = 8;
    private static final int[] NONE = {};
    private static final Object[] NO_STATES = {};

    private final PathMemory memory;
    private final String bundle;
    private final Monitors monitors;
    private int[] read = NONE;
    private Object[] states = NO_STATES;
    private int reads;
    private int[] touched = NONE;
    private int[] masks = NONE;
    private int touches;
    private long step;
    private Long startNanos;
    private long call;

    Recall(PathMemory memory, String bundle, Monitors monitors) {
        this.memory = memory;
        this.bundle = bundle;
        this.monitors = monitors;
    }

    String bundle() {
        return bundle;
    }

    Monitors monitors() {
        return monitors;
    }

    /** Whether anything of the step is remembered. */
    boolean remembers() {
        return memory != null;
    }

    /** The state of a monitor, which the decision then hangs on. */
    Object state(int monitor) {
        if (memory == null) {
            return null;
        }
        Object state = memory.state(bundle, monitor);
        if (reads == read.length) {
            int more = Math.max(FIRST, 2 * reads);
            read = Arrays.copyOf(read, more);
            states = Arrays.copyOf(states, more);
        }
        read[reads] = monitor;
        states[reads++] = state;
        return state;
    }

    /** Begins to note what the frame's step will leave. */
    void note(Frame frame, long callKey) {
        step = frame.step.id().value();
        startNanos = frame.step.startNanos();
        call = callKey;
        touches = 0;
    }

    /** Notes that the step made conditions of a monitor true. */
    void touch(int monitor, int mask) {
        if (touches == touched.length) {
            int more = Math.max(FIRST, 2 * touches);
            touched = Arrays.copyOf(touched, more);
            masks = Arrays.copyOf(masks, more);
        }
        touched[touches] = monitor;
        masks[touches++] = mask;
    }

    /** Whether the step leaves anything. */
    boolean matters() {
        return touches > 0;
    }

    /** Whether all that was read is still so. */
    boolean holds() {
        for (int i = 0; i < reads; i++) {
            if (memory.state(bundle, read[i]) != states[i]) {
                return false;
            }
        }
        return true;
    }

    /**
     * Lets the step join. For one thread at a time, and only while {@link #holds}.
     *
     * @param place the step's place among those of the run in this process, from 1
     */
    public void join(long place) {
        if (memory != null) {
            memory.join(this, place);
        }
    }

    /** Gives each monitor that the step matters to its new state. A monitor that fails stays failed, and says so where it is asked. */
    void advance(AtomicReferenceArray<Object> now, long place) {
        JoinedStep joined = new JoinedStep(step, startNanos, place, call);
        for (int i = 0; i < touches; i++) {
            Object before = now.get(touched[i]);
            if (!(before instanceof Fault)) {
                now.setRelease(touched[i], next(touched[i], before, masks[i], joined));
            }
        }
    }

    private Object next(int monitor, Object before, int mask, JoinedStep joined) {
        try {
            return monitors.get(monitor).next(before, mask, joined);
        } catch (RuntimeException fault) {
            return Fault.ofOurs("remembering earlier steps", fault);
        }
    }
}
