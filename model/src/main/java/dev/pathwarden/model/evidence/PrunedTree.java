package dev.pathwarden.model.evidence;

import dev.pathwarden.model.journal.CorruptBytesException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/**
 * An RFC 6962 tree of which some leaves are known, and of the rest what their root needs: the hashes of the largest subtrees without a known leaf, from left to right. For one known leaf these are the
 * hashes of its inclusion proof; where all are known there are none.
 *
 * @param size leaves of the whole tree
 * @param places which leaves are known, from 0, ascending
 * @param siblings hashes of what is not known
 */
record PrunedTree(int size, int[] places, List<byte[]> siblings) {

    /** A tree of which every leaf is known. */
    static PrunedTree whole(int size) {
        int[] places = new int[size];
        for (int i = 0; i < size; i++) {
            places[i] = i;
        }
        return new PrunedTree(size, places, List.of());
    }

    /**
     * The root.
     *
     * @param leaves hashes of the known leaves, in their order
     * @throws CorruptBytesException if there are not as many siblings as it takes
     */
    byte[] root(List<byte[]> leaves) {
        return new Walk(leaves, null).top();
    }

    /**
     * The same tree with fewer known leaves.
     *
     * @param leaves hashes of the leaves that are known here
     * @param kept places of those that are to be known, ascending, all of them known here
     */
    PrunedTree keeping(List<byte[]> leaves, int[] kept) {
        Walk walk = new Walk(leaves, kept);
        walk.top();
        return new PrunedTree(size, kept, walk.emitted);
    }

    private final class Walk {
        private final MessageDigest digest = Sha256.digest();
        private final List<byte[]> leaves;
        private final int[] kept;
        private final List<byte[]> emitted = new ArrayList<>();
        private int sibling;

        Walk(List<byte[]> leaves, int[] kept) {
            this.leaves = leaves;
            this.kept = kept;
        }

        byte[] top() {
            byte[] root = size == 0 ? digest.digest() : hash(0, size, kept != null);
            if (sibling != siblings.size()) {
                throw new CorruptBytesException("a proof has hashes that nothing needs");
            }
            return root;
        }

        private byte[] hash(int from, int to, boolean emitting) {
            boolean emits = emitting && none(kept, from, to);
            byte[] hash = none(places, from, to) ? next() : inner(from, to, emitting && !emits);
            if (emits) {
                emitted.add(hash);
            }
            return hash;
        }

        private byte[] inner(int from, int to, boolean emitting) {
            if (to - from == 1) {
                return leaves.get(index(places, from));
            }
            int middle = from + Integer.highestOneBit(to - from - 1);
            byte[] left = hash(from, middle, emitting);
            return TreeHash.node(digest, left, hash(middle, to, emitting));
        }

        private byte[] next() {
            if (sibling == siblings.size()) {
                throw new CorruptBytesException("a proof lacks hashes");
            }
            return siblings.get(sibling++);
        }
    }

    private static boolean none(int[] places, int from, int to) {
        int at = index(places, from);
        return at == places.length || places[at] >= to;
    }

    /** Where the first place that is not below the given one stands. */
    private static int index(int[] places, int place) {
        int found = java.util.Arrays.binarySearch(places, place);
        return found < 0 ? -found - 1 : found;
    }
}
