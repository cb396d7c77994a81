package dev.pathwarden.model.snapshot;

import dev.pathwarden.model.encryption.EncryptionKey;
import dev.pathwarden.model.evidence.Signer;

/**
 * How a snapshot or archive is sealed.
 *
 * @param signer signs its checkpoints
 * @param encryptionKey encrypts it; null where it stays in clear. Closed with the seal
 */
public record Seal(Signer signer, EncryptionKey encryptionKey) implements AutoCloseable {

    /** Neither signed nor encrypted. */
    public static final Seal NONE = new Seal(Signer.NONE, null);

    /** Signed and not encrypted. */
    public static Seal signedBy(Signer signer) {
        return new Seal(signer, null);
    }

    /** Whether what is written is encrypted. */
    public boolean encrypts() {
        return encryptionKey != null;
    }

    @Override
    public void close() {
        if (encryptionKey != null) {
            encryptionKey.close();
        }
    }
}
