package dev.pathwarden.recorder.context;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * Mints durable agent ids: HMAC-SHA256 of the declared name under the deployment's key, its first 16 bytes as 32 hex digits.
 *
 * <p>The same name under the same key is the same agent, in every run, process and version; nobody without the key can claim its id.
 */
public final class AgentIdentity {

    private static final int BLOCK = 64;
    private static final int ID_BYTES = 16;

    private final byte[] inner = new byte[BLOCK];
    private final byte[] outer = new byte[BLOCK];

    /** An identity under that key of any length. */
    public AgentIdentity(byte[] key) {
        byte[] block = Arrays.copyOf(key.length > BLOCK ? sha256().digest(key) : key, BLOCK);
        for (int i = 0; i < BLOCK; i++) {
            inner[i] = (byte) (block[i] ^ 0x36);
            outer[i] = (byte) (block[i] ^ 0x5c);
        }
    }

    /** The id of the agent that is declared under that name. */
    public String of(String declaredName) {
        // Not javax.crypto.Mac: finding a provider for it takes longer than everything else a run needs to begin.
        MessageDigest first = sha256();
        first.update(inner);
        MessageDigest second = sha256();
        second.update(outer);
        byte[] mac = second.digest(first.digest(declaredName.getBytes(StandardCharsets.UTF_8)));
        StringBuilder hex = new StringBuilder(2 * ID_BYTES);
        for (int i = 0; i < ID_BYTES; i++) {
            hex.append(Character.forDigit(mac[i] >> 4 & 0xF, 16)).append(Character.forDigit(mac[i] & 0xF, 16));
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
