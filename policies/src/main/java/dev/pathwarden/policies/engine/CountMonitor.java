package dev.pathwarden.policies.engine;

/** {@code count(p)}. */
final class CountMonitor extends Monitor {

    CountMonitor(int[] atoms) {
        super(atoms);
    }

    /**
     * Its state.
     *
     * @param steps steps that made p true
     * @param last the last of them
     */
    private record Counted(long steps, long last) {
    }

    @Override
    Object next(Object state, int mask, JoinedStep step) {
        return new Counted(state == null ? 1 : ((Counted) state).steps() + 1, step.id());
    }

    @Override
    Object value(Object state, Frame frame) {
        return state == null ? 0L : ((Counted) state).steps();
    }

    @Override
    String witness(Object state, Frame frame) {
        return state == null ? Witness.NONE : Witness.last(((Counted) state).last());
    }
}
