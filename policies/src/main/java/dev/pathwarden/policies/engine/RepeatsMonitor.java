package dev.pathwarden.policies.engine;

/** {@code repeats()}. Its state is the {@link RecentCounts} of calls. */
final class RepeatsMonitor extends Monitor {

    RepeatsMonitor() {
        super(new int[0]);
    }

    @Override
    Object next(Object state, int mask, JoinedStep step) {
        return (state == null ? new RecentCounts() : (RecentCounts) state).plus(step.call(), step.id());
    }

    @Override
    Object value(Object state, Frame frame) {
        return state == null ? 0L : ((RecentCounts) state).count(frame.call());
    }

    @Override
    String witness(Object state, Frame frame) {
        long last = state == null ? 0 : ((RecentCounts) state).step(frame.call());
        return last == 0 ? Witness.NONE : Witness.last(last);
    }
}
