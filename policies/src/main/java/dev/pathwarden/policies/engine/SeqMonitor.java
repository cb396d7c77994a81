package dev.pathwarden.policies.engine;

import java.util.Arrays;

/**
 * {@code seq(p, q, ...)}. Its state is the ids of the steps that made the first conditions true, each the first such step behind the one before; whoever takes the first can always go on at least
 * as far as whoever takes a later one.
 */
final class SeqMonitor extends Monitor {

    private final int stages;

    SeqMonitor(int[] atoms) {
        super(atoms);
        stages = atoms.length;
    }

    @Override
    Object next(Object state, int mask, JoinedStep step) {
        long[] reached = state == null ? new long[0] : (long[]) state;
        if (reached.length == stages || (mask >>> reached.length & 1) == 0) {
            return state;
        }
        long[] more = Arrays.copyOf(reached, reached.length + 1);
        more[reached.length] = step.id();
        return more;
    }

    @Override
    Object value(Object state, Frame frame) {
        return state != null && ((long[]) state).length == stages;
    }

    @Override
    String witness(Object state, Frame frame) {
        return state != null && ((long[]) state).length == stages ? Witness.steps((long[]) state) : Witness.NONE;
    }
}
