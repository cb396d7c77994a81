package dev.pathwarden.model.hold;

import dev.pathwarden.model.approval.SignedAnswer;
import dev.pathwarden.model.snapshot.Snapshots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;

/**
 * Where answers are left for the processes of a recording: {@code approvals/} in their journal directory, for the owner only.
 *
 * @param journal the journal directory
 */
public record AnswerDirectory(Path journal) {

    /** The one of a recording: of a journal directory, or of what {@code run} makes. */
    public static AnswerDirectory of(Path recording) {
        Path journal = recording.resolve(Snapshots.JOURNAL_DIRECTORY);
        return new AnswerDirectory(Files.isDirectory(journal) ? journal : recording);
    }

    /** Signs an answer and leaves it; the waiting process finds all of it or nothing. An answer that is there already is replaced. */
    public void leave(SignedAnswer answer, PrivateKey key) throws IOException, GeneralSecurityException {
        Path directory = journal.resolve(SignedAnswer.DIRECTORY);
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        Path aside = Files.createTempFile(directory, "answer", ".new", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.write(aside, answer.sign(key));
            Files.move(aside, directory.resolve(SignedAnswer.fileName(answer.run(), answer.step())), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(aside);
        }
    }
}
