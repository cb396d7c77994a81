package dev.pathwarden.recorder.context;

import dev.pathwarden.model.approval.SignedAnswer;
import dev.pathwarden.model.signing.SigningKeys;
import dev.pathwarden.model.step.Hold;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.StepId;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Finds the files in which an approver leaves answers, and takes none that does not fit. For one thread. */
final class AnswerFiles {

    private final File directory;
    private final Set<StepId> refused = new HashSet<>();
    private PublicKey key;
    private String unusable;

    /** @param approver text of the approver's public key */
    AnswerFiles(File directory, String approver) {
        this.directory = directory;
        try {
            key = SigningKeys.publicKey(approver);
            // Loads what a first answer would have to load.
            SignedAnswer.read(("{}\n" + "0".repeat(128) + "\n").getBytes(StandardCharsets.US_ASCII), key);
        } catch (GeneralSecurityException | RuntimeException e) {
            unusable = "this JVM cannot check the approver's signature: " + e;
        }
    }

    /** Why no answer can be checked here; null where they can. */
    String unusable() {
        return unusable;
    }

    /** Whether a file was there for the step that could not be taken. */
    boolean refused(Step step) {
        return refused.remove(step.id());
    }

    /** The approver's answer to that step; null while there is none. */
    SignedAnswer find(Step step, Hold asked) {
        File file = new File(directory, SignedAnswer.fileName(step.run(), step.id()));
        if (!file.isFile()) {
            return null;
        }
        try (FileInputStream in = new FileInputStream(file)) {
            Optional<SignedAnswer> answer = SignedAnswer.read(in.readNBytes(SignedAnswer.MOST_BYTES + 1), key).filter(read -> fits(read, step, asked));
            if (answer.isEmpty()) {
                refused.add(step.id());
            }
            return answer.orElse(null);
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            refused.add(step.id());
            return null;
        }
    }

    private static boolean fits(SignedAnswer answer, Step step, Hold asked) {
        return answer.run().equals(step.run()) && answer.step().equals(step.id()) && answer.expiresNanos() == asked.expiresNanos()
                && MessageDigest.isEqual(ascii(answer.binding()), ascii(asked.binding()));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
