package dev.pathwarden.policies.engine;

/**
 * {@code since(p, q)}. Nothing is done on steps that make neither true: p held all along where it was true on as many steps behind the last q as there were.
 */
final class SinceMonitor extends Monitor {

    private static final int Q = 2;

    SinceMonitor(int[] atoms) {
        super(atoms);
    }

    /**
     * Its state.
     *
     * @param place place of the last step that made q true
     * @param held steps behind it that made p true
     * @param step that step
     */
    private record Start(long place, long held, long step) {

        boolean holds(long steps) {
            return held == steps - place;
        }
    }

    @Override
    Object next(Object state, int mask, JoinedStep step) {
        if ((mask & Q) != 0) {
            return new Start(step.place(), 0, step.id());
        }
        Start start = (Start) state;
        // Once p has failed, only another q can change that.
        return start == null || !start.holds(step.place() - 1) ? state : new Start(start.place(), start.held() + 1, start.step());
    }

    @Override
    Object value(Object state, Frame frame) {
        return state != null && ((Start) state).holds(frame.path.steps());
    }

    @Override
    String witness(Object state, Frame frame) {
        return Boolean.TRUE.equals(value(state, frame)) ? Witness.step(((Start) state).step()) : Witness.NONE;
    }
}
