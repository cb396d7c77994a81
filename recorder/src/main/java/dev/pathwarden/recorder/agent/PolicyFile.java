package dev.pathwarden.recorder.agent;

import dev.pathwarden.model.signing.SignedBundle;
import dev.pathwarden.model.signing.SigningKeys;
import dev.pathwarden.policies.engine.Bundle;
import java.io.File;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;

/** The file with the guardrails of this process, of which nothing comes into force that is not whole and, where a key was given, signed with that key. */
final class PolicyFile {

    private static final int MOST_TOLD = 500;

    private final File file;
    private final PublicKey key;

    /**
     * The guardrails in that file.
     *
     * @param publicKey text of the key whose owner signs them; null where they need no signature
     */
    PolicyFile(File file, String publicKey) throws GeneralSecurityException {
        this.file = file;
        this.key = publicKey == null ? null : SigningKeys.publicKey(publicKey);
    }

    /** Why something was not accepted, as a sentence of bounded length without anything that a terminal would obey: what it quotes is the file's. */
    static String told(Throwable refusal) {
        String message = refusal instanceof IOException && refusal.getMessage() != null ? refusal.getMessage() : refusal.toString();
        return (message.length() <= MOST_TOLD ? message : message.substring(0, MOST_TOLD) + "...").replaceAll("\\p{C}", "?");
    }

    /**
     * Reads what is there now.
     *
     * @throws IOException if there is nothing, or nothing that is accepted; the message says why
     */
    AcceptedBundle read() throws IOException, GeneralSecurityException {
        byte[] bytes = PlainFiles.read(file, SignedBundle.MOST_BYTES + 1);
        if (key != null) {
            SignedBundle signed = SignedBundle.verify(bytes, key);
            return new AcceptedBundle(Bundle.read(signed.body()), signed.manifest().sequence(), signed.manifest().signer());
        }
        if (SignedBundle.isSigned(bytes)) {
            SignedBundle signed = SignedBundle.open(bytes);
            return new AcceptedBundle(Bundle.read(signed.body()), signed.manifest().sequence(), null);
        }
        return new AcceptedBundle(Bundle.read(bytes), null, null);
    }
}
