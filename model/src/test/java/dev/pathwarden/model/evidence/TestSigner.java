package dev.pathwarden.model.evidence;

import dev.pathwarden.model.signing.SigningKeys;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;

/** Signs with a key of its own, and remembers the last checkpoint. */
public final class TestSigner implements Signer {

    private final KeyPair pair;
    private long sequence;
    private byte[] last = Checkpoint.FIRST;

    public TestSigner() {
        try {
            pair = SigningKeys.make();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public PublicKey key() {
        return pair.getPublic();
    }

    @Override
    public String publicText() {
        return SigningKeys.text(pair.getPublic());
    }

    @Override
    public SignedNote sign(Checkpoint checkpoint) throws IOException {
        Checkpoint next = checkpoint.after(++sequence, last);
        last = next.hash();
        return note(next);
    }

    /** A checkpoint as it is, signed. */
    public SignedNote note(Checkpoint checkpoint) {
        try {
            return SignedNote.sign(checkpoint.text(), pair.getPrivate(), publicText());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
