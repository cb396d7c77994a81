package dev.pathwarden.model.evidence;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/**
 * The tree hash of RFC 6962 over leaves that are added one after the other. Keeps one hash per level. For one thread.
 *
 * <p>An empty tree has the hash of no bytes; a node is SHA-256 of 1, the left hash and the right one. Leaves are given as hashes, which begin with 0 (their bytes).
 */
final class TreeHash {

    private final MessageDigest digest = Sha256.digest();
    private final List<byte[]> subtrees = new ArrayList<>();
    private long count;

    void add(byte[] leaf) {
        byte[] hash = leaf;
        for (long rest = count; (rest & 1) == 1; rest >>= 1) {
            hash = node(subtrees.remove(subtrees.size() - 1), hash);
        }
        subtrees.add(hash);
        count++;
    }

    /** Leaves added so far. */
    long count() {
        return count;
    }

    /** The hash of all leaves added so far. */
    byte[] root() {
        if (count == 0) {
            return digest.digest();
        }
        byte[] root = subtrees.get(subtrees.size() - 1);
        for (int i = subtrees.size() - 2; i >= 0; i--) {
            root = node(subtrees.get(i), root);
        }
        return root;
    }

    private byte[] node(byte[] left, byte[] right) {
        digest.update((byte) 1);
        digest.update(left);
        return digest.digest(right);
    }

    static byte[] node(MessageDigest digest, byte[] left, byte[] right) {
        digest.update((byte) 1);
        digest.update(left);
        return digest.digest(right);
    }
}
