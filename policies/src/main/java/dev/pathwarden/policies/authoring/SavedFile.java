package dev.pathwarden.policies.authoring;

import dev.pathwarden.model.disk.Disk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;

/** Writes a file as a whole or not at all, a power failure not excepted, and never over what nobody has seen. */
public final class SavedFile {

    private SavedFile() {
    }

    /**
     * Writes a text to a file. A new file can be read by its owner alone: a draft has values of a recording in it. One that is there keeps its rights.
     *
     * @param known what is expected to stand there; null for nothing
     * @return what stands there instead, in which case nothing is written; empty where it was written
     */
    public static Optional<String> write(Path file, String text, String known) throws IOException {
        Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        boolean there = Files.exists(target);
        if (there) {
            String now = Files.readString(target);
            if (!now.equals(known) && !now.equals(text)) {
                return Optional.of(now);
            }
        }
        // Made with rights for its owner alone.
        Path whole = Files.createTempFile(target.getParent(), "." + target.getFileName(), ".part");
        try {
            Files.writeString(whole, text);
            PosixFileAttributeView rights = there ? Files.getFileAttributeView(target, PosixFileAttributeView.class) : null;
            if (rights != null) {
                Set<PosixFilePermission> kept = rights.readAttributes().permissions();
                Files.setPosixFilePermissions(whole, kept);
            }
            Disk.force(whole);
            Disk.rename(whole, target);
        } finally {
            Files.deleteIfExists(whole);
        }
        return Optional.empty();
    }
}
