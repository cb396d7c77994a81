package dev.pathwarden.policies.engine;

/** {@code once(p)}. Its state is the id of the first step that made p true. */
final class OnceMonitor extends Monitor {

    OnceMonitor(int[] atoms) {
        super(atoms);
    }

    @Override
    Object next(Object state, int mask, JoinedStep step) {
        return state == null ? (Object) step.id() : state;
    }

    @Override
    Object value(Object state, Frame frame) {
        return state != null;
    }

    @Override
    String witness(Object state, Frame frame) {
        return state == null ? Witness.NONE : Witness.step((Long) state);
    }
}
