package dev.pathwarden.model.evidence;

import dev.pathwarden.model.step.RunId;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is kept beside runs so that they can be verified.
 *
 * @param publicText text of the public key that signed; null where nobody did. It is what the file says, and proves nothing by itself
 * @param checkpoints signed, in the order they were made; the last one covers all runs
 * @param size runs of the snapshot they were recorded in
 * @param snapshotKey from which the key of each run comes; null where {@code runs} has them
 * @param runs the runs that are here, in their order; null where all runs of the snapshot are
 * @param siblings of the runs that are not here, what the root needs; from left to right
 * @param notesSalt salt of what stands beside the runs, where there is no snapshot key
 * @param markBytes bytes of each mark
 * @param marks the beginning of each run's leaf, in their order: not signed, they tell which run it is that does not fit
 */
public record Evidence(String publicText, List<SignedNote> checkpoints, int size, byte[] snapshotKey, Map<RunId, KnownRun> runs, List<byte[]> siblings, byte[] notesSalt, int markBytes, byte[] marks) {

    /**
     * A run that was taken from a snapshot.
     *
     * @param place its place there, from 0
     * @param key its key; null for one of which something was taken out
     * @param redacted what is known of such a one
     */
    public record KnownRun(int place, byte[] key, RedactedRun redacted) {
    }

    public Evidence {
        checkpoints = List.copyOf(checkpoints);
        siblings = List.copyOf(siblings);
    }

    /** The same with no longer marks than an archive needs. */
    public Evidence forArchive() {
        int runsHere = runs == null ? size : runs.size();
        int width = Math.min(markBytes, Sealing.markBytes(runsHere));
        byte[] shorter = new byte[runsHere * width];
        for (int run = 0; run < runsHere; run++) {
            System.arraycopy(marks, run * markBytes, shorter, run * width, width);
        }
        return new Evidence(publicText, checkpoints, size, snapshotKey, runs, siblings, notesSalt, width, shorter);
    }

    /** Whole leaves of the runs that are here, in their order; empty where the marks are shorter. */
    public Optional<List<byte[]>> leaves() {
        if (markBytes != Sha256.BYTES) {
            return Optional.empty();
        }
        List<byte[]> leaves = new ArrayList<>();
        for (int at = 0; at < marks.length; at += markBytes) {
            leaves.add(Arrays.copyOfRange(marks, at, at + markBytes));
        }
        return Optional.of(leaves);
    }

    /** Whether these leaves are those for which the last checkpoint was signed. Whether it was is not looked at. */
    public boolean fits(List<byte[]> leaves) {
        Checkpoint last = last();
        return last != null && leaves.size() * markBytes == marks.length && Arrays.equals(tree().root(leaves), last.root());
    }

    /** The last checkpoint; null where there is none. */
    public Checkpoint last() {
        return checkpoints.isEmpty() ? null : Checkpoint.parse(checkpoints.get(checkpoints.size() - 1).text());
    }

    PrunedTree tree() {
        return runs == null ? PrunedTree.whole(size) : new PrunedTree(size, runs.values().stream().mapToInt(KnownRun::place).toArray(), siblings);
    }

    /**
     * What it takes to verify some of the runs without the others.
     *
     * @param ids the runs that are here, in their order
     * @param leaves their leaves
     * @param kept those that are to be verified
     */
    public Evidence select(List<RunId> ids, List<byte[]> leaves, Set<RunId> kept) {
        Map<RunId, KnownRun> chosen = new LinkedHashMap<>();
        ByteArrayOutputStream chosenLeaves = new ByteArrayOutputStream();
        for (int i = 0; i < ids.size(); i++) {
            RunId id = ids.get(i);
            if (kept.contains(id)) {
                chosen.put(id, runs == null ? new KnownRun(i, Salts.runKey(snapshotKey, id), null) : runs.get(id));
                chosenLeaves.writeBytes(leaves.get(i));
            }
        }
        PrunedTree pruned = tree().keeping(leaves, chosen.values().stream().mapToInt(KnownRun::place).toArray());
        int width = Sealing.markBytes(chosen.size());
        return new Evidence(publicText, checkpoints.subList(checkpoints.size() - 1, checkpoints.size()), size, null, chosen, pruned.siblings(),
                snapshotKey == null ? notesSalt : Salts.ofNotes(snapshotKey), width, Sealing.marks(chosenLeaves.toByteArray(), width));
    }
}
