package dev.pathwarden.model.hold;

import dev.pathwarden.model.key.OwnerFile;
import dev.pathwarden.model.key.SigningKey;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.Optional;

/** The key with which this user answers to held steps: {@code approver.key}, made on first use. A watched program gets its public half only. */
public final class ApproverKey {

    private ApproverKey() {
    }

    /** The key's file for a user with that environment. */
    public static Path file(Map<String, String> environment) {
        return OwnerFile.directory(environment).resolve("approver.key");
    }

    /**
     * The key, if it was made.
     *
     * @throws AnswerException if it cannot be read, or is no key
     */
    public static Optional<SigningKey> read(Path file) {
        return SigningKey.isThere(file) ? Optional.of(readOrMake(file)) : Optional.empty();
    }

    /**
     * Makes the key unless it is there.
     *
     * @throws AnswerException if it can be neither read nor made, or is no key
     */
    public static SigningKey readOrMake(Path file) {
        try {
            if (!SigningKey.isThere(file)) {
                SigningKey.make(file);
            }
            return SigningKey.read(file);
        } catch (IOException e) {
            throw new AnswerException(AnswerException.Cause.ENVIRONMENT,
                    "The approver's key " + file + " can be neither read nor made (" + e.getMessage() + "): make its directory writable or set XDG_CONFIG_HOME.", e);
        } catch (GeneralSecurityException e) {
            throw new AnswerException(AnswerException.Cause.ENVIRONMENT,
                    "The approver's key " + file + " is damaged: restore it, or delete it to get a new one; programs that run already know the old one only.");
        }
    }
}
