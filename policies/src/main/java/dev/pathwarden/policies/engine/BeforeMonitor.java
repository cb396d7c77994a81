package dev.pathwarden.policies.engine;

/** {@code before(p, q)}. Its state is the id of the last step that made p true, null where q came since. A step that makes both true is one that q has not followed yet. */
final class BeforeMonitor extends Monitor {

    private static final int P = 1;

    BeforeMonitor(int[] atoms) {
        super(atoms);
    }

    @Override
    Object next(Object state, int mask, JoinedStep step) {
        return (mask & P) != 0 ? (Object) step.id() : null;
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
