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
     * @param time when the last step with a clock that made p true began; null where there is none
     * @param step that step
     * @param untimed whether a step without a clock made p true
     */
    private record Last(Long time, long step, boolean untimed) {
    }

    @Override
    Object next(Object state, int mask, JoinedStep step) {
        Last before = state == null ? new Last(null, 0, false) : (Last) state;
        return step.startNanos() == null ? new Last(before.time(), before.step(), true) : new Last(PathClock.later(before.time(), step.startNanos()), step.id(), before.untimed());
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
        if (last.time() != null && last.time() >= clock.from(PathClock.later(last.time(), start))) {
            return true;
        }
        return last.untimed() ? clock.untimed() : (Object) false;
    }

    @Override
    String witness(Object state, Frame frame) {
        return Boolean.TRUE.equals(value(state, frame)) ? Witness.step(((Last) state).step()) : Witness.NONE;
    }
}
