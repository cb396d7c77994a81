package dev.pathwarden.policies.authoring;

import dev.pathwarden.model.disk.Disk;
import dev.pathwarden.policies.guardrail.GuardrailFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;

/** Writes a guardrail file as a whole or not at all, a power failure not excepted, and never over what nobody has seen. */
public final class SavedFile {

    private static final Set<PosixFilePermission> WRITERS = Set.of(PosixFilePermission.OWNER_WRITE, PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

    /**
     * What stands in the place of a file that was to be written.
     *
     * @param text its text; null where there is no file any more
     */
    public record Other(String text) {
    }

    private SavedFile() {
    }

    /**
     * Writes a text to a file. A new file can be read by its owner alone: a draft has values of a recording in it. One that is there keeps its rights.
     *
     * @param known what is expected to stand there; null for nothing
     * @return what is there instead, in which case nothing is written; empty where it was written
     * @throws IOException if it cannot be written: nobody may, it is a directory, it is longer than a guardrail file can be, or the disk refuses
     */
    public static Optional<Other> write(Path file, String text, String known) throws IOException {
        Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        boolean there = Files.exists(target);
        if (there) {
            require(target);
            String now = Files.readString(target);
            if (!now.equals(known) && !now.equals(text)) {
                return Optional.of(new Other(now));
            }
        } else if (known != null) {
            return Optional.of(new Other(null));
        }
        Disk.replace(target, text.getBytes(StandardCharsets.UTF_8));
        return Optional.empty();
    }

    /** A file can be put in the place of one that nobody may write; that it may not be written is meant all the same. */
    private static void require(Path target) throws IOException {
        if (Files.isDirectory(target)) {
            throw new FileSystemException(target.toString(), null, "it is a directory");
        }
        PosixFileAttributeView rights = Files.getFileAttributeView(target, PosixFileAttributeView.class);
        if (!Files.isWritable(target) || rights != null && rights.readAttributes().permissions().stream().noneMatch(WRITERS::contains)) {
            throw new AccessDeniedException(target.toString(), null, "it is read-only");
        }
        if (Files.size(target) > 4L * GuardrailFiles.MAX_CHARS) {
            throw new FileSystemException(target.toString(), null, "it is longer than a guardrail file can be");
        }
    }
}
