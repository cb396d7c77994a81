package dev.pathwarden.model.snapshot;

import dev.pathwarden.model.evidence.SignedNote;
import java.util.List;

/**
 * What an encrypted snapshot or archive tells without its key.
 *
 * @param encryptionKey name of the key that it is encrypted with
 * @param publicText text of the public key that signed, as the file says; null where nobody did
 * @param checkpoints as they were signed
 */
public record Outside(String encryptionKey, String publicText, List<SignedNote> checkpoints) {

    public Outside {
        checkpoints = List.copyOf(checkpoints);
    }
}
