package dev.pathwarden.model.hold;

import dev.pathwarden.model.approval.ApproverKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.util.Map;
import java.util.Optional;

/**
 * The key with which this user answers to held steps: {@code approver.key}, made on first use and readable by its owner only. It has two lines, the private and the
 * public key; a watched program gets the public one only.
 *
 * @param privateKey signs answers, a secret
 * @param publicText text of the public key
 */
public record ApproverKey(PrivateKey privateKey, String publicText) {

    private static final int FINGERPRINT = 8;

    /** The key's file for a user with that environment. */
    public static Path file(Map<String, String> environment) {
        return OwnerFile.directory(environment).resolve("approver.key");
    }

    /**
     * The key, if it was made.
     *
     * @throws AnswerException if it cannot be read, or is no key
     */
    public static Optional<ApproverKey> read(Path file) {
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS) ? Optional.of(readOrMake(file)) : Optional.empty();
    }

    /**
     * Makes the key unless it is there.
     *
     * @throws AnswerException if it can be neither read nor made, or is no key
     */
    public static ApproverKey readOrMake(Path file) {
        try {
            if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                KeyPair pair = ApproverKeys.make();
                OwnerFile.make(file, ApproverKeys.text(pair.getPrivate()) + "\n" + ApproverKeys.text(pair.getPublic()) + "\n");
            }
            String[] lines = OwnerFile.read(file).split("\n");
            if (lines.length != 2 || !ApproverKeys.isPublic(lines[1])) {
                throw damaged(file);
            }
            return new ApproverKey(ApproverKeys.privateKey(lines[0]), lines[1]);
        } catch (IOException e) {
            throw new AnswerException(AnswerException.Cause.ENVIRONMENT,
                    "The approver's key " + file + " can be neither read nor made (" + e.getMessage() + "): make its directory writable or set XDG_CONFIG_HOME.", e);
        } catch (GeneralSecurityException e) {
            throw damaged(file);
        }
    }

    private static AnswerException damaged(Path file) {
        return new AnswerException(AnswerException.Cause.ENVIRONMENT, "The approver's key " + file + " is damaged: restore it, or delete it to get a new one; programs that run already know the old one only.");
    }

    /** The beginning of the public key, by which people tell keys apart. */
    public String fingerprint() {
        return publicText.substring(0, FINGERPRINT);
    }
}
