package dev.pathwarden.recorder.context;

import java.nio.charset.StandardCharsets;

/**
 * Mints durable agent ids: HMAC-SHA256 of the declared name under the deployment's key, its first 16 bytes as 32 hex digits.
 *
 * <p>The same name under the same key is the same agent, in every run, process and version; nobody without the key can claim its id.
 */
public final class AgentIdentity {

    private static final int ID_BYTES = 16;
    private static final int ID_DIGITS = 2 * ID_BYTES;

    private final KeyedHash hash;

    /** An identity under that key of any length. */
    public AgentIdentity(byte[] key) {
        hash = new KeyedHash(key);
    }

    /** The id of the agent that is declared under that name. */
    public String of(String declaredName) {
        return KeyedHash.hex(hash.of(declaredName.getBytes(StandardCharsets.UTF_8)), ID_BYTES);
    }

    /** Whether the text has the form of an id. */
    static boolean isId(String text) {
        return text.length() == ID_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f');
    }
}
