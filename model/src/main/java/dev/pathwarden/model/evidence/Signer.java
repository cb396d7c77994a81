package dev.pathwarden.model.evidence;

import java.io.IOException;

/** Signs checkpoints and remembers the last one, so that each carries the one before. */
public interface Signer {

    /** Signs nothing: what is sealed with it shows damage, not who made it. */
    Signer NONE = new Signer() {
        @Override
        public String publicText() {
            return null;
        }

        @Override
        public SignedNote sign(Checkpoint checkpoint) {
            return SignedNote.unsigned(checkpoint.text());
        }
    };

    /** Text of the public key, once something was signed; null where nobody signs. */
    String publicText();

    /**
     * Signs a checkpoint as the next one of its key.
     *
     * @param checkpoint has no place among the key's yet
     * @throws IOException if the key cannot be used; the message is one sentence for the user
     */
    SignedNote sign(Checkpoint checkpoint) throws IOException;
}
