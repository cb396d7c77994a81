package dev.pathwarden.model.evidence;

import dev.pathwarden.model.journal.ByteSink;
import dev.pathwarden.model.step.RunId;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * What is mixed into the hash of each part, so that nobody can find out by trying what was taken out. All comes from one random key of the snapshot: who has it can recompute every hash, who has the
 * key of one run those of that run, who has one salt the hash of one part.
 *
 * <p>Each key stands first in what is hashed, and what follows has one length; so a plain hash does for what would else take an HMAC, at half the price.
 */
final class Salts {

    /** Bytes of a salt. */
    static final int BYTES = 16;
    private static final int KEY = 32;

    private final MessageDigest digest = Sha256.digest();
    /** Key of the run, place of the leaf, 0 or 1. */
    private final byte[] input = new byte[KEY + Long.BYTES + 1];

    Salts(byte[] runKey) {
        System.arraycopy(runKey, 0, input, 0, KEY);
    }

    static byte[] runKey(byte[] snapshotKey, RunId run) {
        return Sha256.of(snapshotKey, new ByteSink(2 * Long.BYTES).run(run).toByteArray());
    }

    /** The salt of what stands beside the runs. No run has the id it is made with. */
    static byte[] ofNotes(byte[] snapshotKey) {
        return Arrays.copyOf(Sha256.of(snapshotKey, new byte[2 * Long.BYTES]), BYTES);
    }

    /** The salts of one leaf's parts, one behind the other. */
    byte[] of(long leaf) {
        byte[] salts = new byte[Part.COUNT * BYTES];
        for (int i = 0; i < Long.BYTES; i++) {
            input[KEY + i] = (byte) (leaf >>> 8 * (Long.BYTES - 1 - i));
        }
        for (int half = 0; half < 2; half++) {
            input[KEY + Long.BYTES] = (byte) half;
            System.arraycopy(digest.digest(input), 0, salts, half * Sha256.BYTES, Sha256.BYTES);
        }
        return salts;
    }
}
