package dev.pathwarden.model.evidence;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The hashes that everything here is made of. */
final class Sha256 {

    /** Bytes of a hash. */
    static final int BYTES = 32;

    private Sha256() {
    }

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    static byte[] of(byte[]... parts) {
        MessageDigest digest = digest();
        for (byte[] part : parts) {
            digest.update(part);
        }
        return digest.digest();
    }
}
