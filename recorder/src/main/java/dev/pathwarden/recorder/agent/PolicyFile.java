package dev.pathwarden.recorder.agent;

import dev.pathwarden.model.signing.AcceptedNumbers;
import dev.pathwarden.model.signing.SignedBundle;
import dev.pathwarden.model.signing.Signers;
import dev.pathwarden.policies.engine.Bundle;
import java.io.File;
import java.io.IOException;
import java.security.GeneralSecurityException;

/** The file with the guardrails of this process, of which nothing comes into force that is not whole and, where keys were given, signed with as many of them as have to under a number that is not below one accepted before. */
final class PolicyFile {

    private static final int MOST_TOLD = 500;

    private final File file;
    private final Signers signers;
    private final AcceptedNumbers numbers;

    /**
     * The guardrails in that file.
     *
     * @param signers who signs them; null where they need no signature
     * @param numbers what was accepted before, in this process and others; not asked without signers
     */
    PolicyFile(File file, Signers signers, AcceptedNumbers numbers) {
        this.file = file;
        this.numbers = numbers;
        this.signers = signers;
    }

    /** Why something was not accepted, as a sentence of bounded length without anything that a terminal would obey: what it quotes is the file's. */
    static String told(Throwable refusal) {
        String message = refusal instanceof IOException && refusal.getMessage() != null ? refusal.getMessage() : refusal.toString();
        return (message.length() <= MOST_TOLD ? message : message.substring(0, MOST_TOLD) + "...").replaceAll("\\p{C}", "?");
    }

    /** Why that may not come into force after what was accepted before; null where it may. */
    String refusal(AcceptedBundle next) {
        return next.signer() == null ? null : numbers.refusal(signers, file.getPath(), next.sequence());
    }

    /** Remembers that it came into force; returns what went wrong with that, as a sentence, null where nothing did. */
    String remember(AcceptedBundle next) {
        if (next.signer() == null) {
            return null;
        }
        String damage = numbers.damage();
        try {
            numbers.accepted(signers, file.getPath(), next.sequence());
            return damage;
        } catch (IOException cannot) {
            return "The sequence number " + next.sequence() + " of the bundle " + file + " cannot be remembered (" + told(cannot) + "): after a restart an older one would be accepted; see that the file can be written.";
        }
    }

    /**
     * Reads what is there now.
     *
     * @throws IOException if there is nothing, or nothing that is accepted; the message says why
     */
    AcceptedBundle read() throws IOException, GeneralSecurityException {
        byte[] bytes = PlainFiles.read(file, SignedBundle.MOST_BYTES + 1);
        if (signers != null) {
            SignedBundle signed = SignedBundle.verify(bytes, signers);
            return new AcceptedBundle(Bundle.read(signed.body()), signed.manifest().sequence(), String.join("+", signed.signed()));
        }
        if (SignedBundle.isSigned(bytes)) {
            SignedBundle signed = SignedBundle.open(bytes);
            return new AcceptedBundle(Bundle.read(signed.body()), signed.manifest().sequence(), null);
        }
        return new AcceptedBundle(Bundle.read(bytes), null, null);
    }
}
