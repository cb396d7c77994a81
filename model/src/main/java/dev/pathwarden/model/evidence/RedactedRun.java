package dev.pathwarden.model.evidence;

import java.util.List;

/**
 * What is known of a run of which parts were taken out after it was signed: of each part that is left its salt, of each that was taken out its hash and why. The run's root is still the one that was
 * signed.
 *
 * @param atNanos when they were taken out last, epoch nanoseconds, by the clock of the machine that did
 * @param leaves the header's, then one for each step
 */
public record RedactedRun(long atNanos, List<Leaf> leaves) implements RunSecrets {

    /**
     * One leaf.
     *
     * @param salts of its parts, one behind the other; of one that was taken out zeros
     * @param hashes by part, null for one that is left
     * @param kinds by part, what was taken out, such as {@code pii.email}; null for one that is left
     */
    record Leaf(byte[] salts, byte[][] hashes, String[] kinds) {
    }

    /**
     * The tombstone of a part.
     *
     * @param step place of the step in its run, from 0; -1 for the run's header
     * @param part which part
     * @param kind what was taken out
     */
    public record Tombstone(int step, Part part, String kind) {
    }

    public RedactedRun {
        leaves = List.copyOf(leaves);
    }

    /** What was taken out, in the order of the steps. */
    public List<Tombstone> tombstones() {
        List<Tombstone> tombstones = new java.util.ArrayList<>();
        for (int at = 0; at < leaves.size(); at++) {
            for (Part part : Part.values()) {
                if (leaves.get(at).hashes()[part.ordinal()] != null) {
                    tombstones.add(new Tombstone(at - 1, part, leaves.get(at).kinds()[part.ordinal()]));
                }
            }
        }
        return tombstones;
    }

    @Override
    public byte[] salts(int leaf) {
        return leaf < leaves.size() ? leaves.get(leaf).salts() : new byte[Part.COUNT * Salts.BYTES];
    }

    @Override
    public byte[] hash(int leaf, Part part) {
        return leaf < leaves.size() ? leaves.get(leaf).hashes()[part.ordinal()] : null;
    }
}
