package dev.pathwarden.policies.engine;

/**
 * One operator over earlier steps, ready to run. What it has come to in a run is a state of bounded size, which {@link PathMemory} holds; null before the first step that mattered.
 *
 * <p>Immutable, like its states as far as anyone sees who reads the newest: a state may share a table with the one before, which is then no longer good to read.
 */
abstract class Monitor {

    private final int[] atoms;

    /**
     * A monitor.
     *
     * @param atoms places of its conditions among those of the bundle
     */
    Monitor(int[] atoms) {
        this.atoms = atoms;
    }

    /** One bit for each of its conditions that is among the true ones, the first condition the lowest. */
    final int mask(long[] truths) {
        int mask = 0;
        for (int i = 0; i < atoms.length; i++) {
            int atom = atoms[i];
            mask |= (int) (truths[atom >> 6] >>> (atom & 63) & 1) << i;
        }
        return mask;
    }

    /**
     * The state behind a step that made some of its conditions true. For one thread at a time.
     *
     * @param mask as of {@link #mask}; never 0, unless it has no conditions
     */
    abstract Object next(Object state, int mask, JoinedStep step);

    /** What it comes to on the frame's step: true, false, a number, or a fault. For any thread. */
    abstract Object value(Object state, Frame frame);

    /** The earlier steps that made it so, for people; empty where there is none to name. */
    abstract String witness(Object state, Frame frame);
}
