package dev.pathwarden.recorder.context;

import dev.pathwarden.model.step.Run;
import java.nio.charset.StandardCharsets;

/**
 * Mints durable agent ids: HMAC-SHA256 of the declared name under the deployment's key, its first 16 bytes as 32 hex digits.
 *
 * <p>The same name under the same key is the same agent, in every run, process and version; nobody without the key can claim its id. It also knows for whom the agents of this process act,
 * where that was said when it was started: that is a claim, and nothing is minted of it.
 */
public final class AgentIdentity {

    private static final int ID_BYTES = 16;
    private static final int ID_DIGITS = 2 * ID_BYTES;

    private final KeyedHash hash;
    private final String user;

    /** An identity under that key of any length. */
    public AgentIdentity(byte[] key) {
        this(key, null);
    }

    /** As the other one, for agents that act on behalf of that user where they do not say; null for nobody. */
    public AgentIdentity(byte[] key, String user) {
        hash = new KeyedHash(key);
        this.user = Run.user(user);
    }

    /** On whose behalf agents of this process act where they do not say; null where that was not said either. */
    String user() {
        return user;
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
