package dev.pathwarden.policies.engine;

/** {@code once(p, duration)}: whether the last step that made p true is recent enough. */
final class OnceWithinMonitor extends Monitor {

    private final PathClock clock;

    OnceWithinMonitor(int[] atoms, PathClock clock) {
        super(atoms);
        this.clock = clock;
    }

    /**
     * Its state.
     *
     * @param time when the last step with a clock that made p true began
     * @param step that step; 0 where there is none
     * @param untimed whether a step without a clock made p true
     */
    private record Last(long time, long step, boolean untimed) {
    }

    @Override
    Object next(Object state, int mask, JoinedStep step) {
        Last before = state == null ? new Last(Long.MIN_VALUE, 0, false) : (Last) state;
        return step.startNanos() == null ? new Last(before.time(), before.step(), true) : new Last(Math.max(before.time(), step.startNanos()), step.id(), before.untimed());
    }

    @Override
    Object value(Object state, Frame frame) {
        Long start = frame.step.startNanos();
        if (start == null) {
            return clock.noStart();
        }
        Last last = (Last) state;
        if (last == null) {
            return false;
        }
        if (last.step() != 0 && last.time() >= clock.from(Math.max(last.time(), start))) {
            return true;
        }
        return last.untimed() ? clock.untimed() : (Object) false;
    }

    @Override
    String witness(Object state, Frame frame) {
        return Boolean.TRUE.equals(value(state, frame)) ? Witness.step(((Last) state).step()) : Witness.NONE;
    }
}
