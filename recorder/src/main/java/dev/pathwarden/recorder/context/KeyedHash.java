package dev.pathwarden.recorder.context;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** HMAC-SHA256 under one key. For any thread. */
final class KeyedHash {

    private static final int BLOCK = 64;

    private final byte[] inner = new byte[BLOCK];
    private final byte[] outer = new byte[BLOCK];

    /** Under that key of any length. */
    KeyedHash(byte[] key) {
        byte[] block = Arrays.copyOf(key.length > BLOCK ? sha256().digest(key) : key, BLOCK);
        for (int i = 0; i < BLOCK; i++) {
            inner[i] = (byte) (block[i] ^ 0x36);
            outer[i] = (byte) (block[i] ^ 0x5c);
        }
    }

    /** The 32 bytes that belong to the message. */
    byte[] of(byte[] message) {
        // Not javax.crypto.Mac: finding a provider for it takes longer than everything else a run needs to begin.
        MessageDigest first = sha256();
        first.update(inner);
        MessageDigest second = sha256();
        second.update(outer);
        return second.digest(first.digest(message));
    }

    /** The first bytes as hex digits. */
    static String hex(byte[] bytes, int count) {
        StringBuilder hex = new StringBuilder(2 * count);
        for (int i = 0; i < count; i++) {
            hex.append(Character.forDigit(bytes[i] >> 4 & 0xF, 16)).append(Character.forDigit(bytes[i] & 0xF, 16));
        }
        return hex.toString();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
