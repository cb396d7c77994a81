package dev.pathwarden.recorder.drain;

import dev.pathwarden.model.snapshot.Snapshots;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * Where the parts of a recording lie: {@code journal/}, {@code snapshot/} and the compiled guardrails.
 *
 * @param root the directory that the user named
 */
public record RecordingDirectory(Path root) {

    private static final String OWNER_ONLY = "rwx------";

    public RecordingDirectory {
        root = root.toAbsolutePath().normalize();
    }

    /** Where watched processes write their journals. */
    public Path journal() {
        return root.resolve(Snapshots.JOURNAL_DIRECTORY);
    }

    /** The snapshot made of the journals. */
    public Path snapshot() {
        return root.resolve(Snapshots.STORE_DIRECTORY);
    }

    /** The compiled guardrails that the watched processes load. */
    public Path bundle() {
        return root.resolve("guardrails.bundle");
    }

    /**
     * Makes the directory and the one for journals, for the owner only.
     *
     * @throws FileAlreadyExistsException if there is a recording already, or no directory can be made because of another file
     */
    public void make() throws IOException {
        for (Path taken : List.of(journal(), snapshot())) {
            if (Files.exists(taken)) {
                throw new FileAlreadyExistsException(taken.toString());
            }
        }
        makePrivate(root);
        makePrivate(journal());
    }

    /** Writes the compiled guardrails, readable by the owner only. */
    public void writeBundle(byte[] bytes) throws IOException {
        Path aside = Files.createTempFile(root, "guardrails", ".new", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(aside, bytes);
        Files.move(aside, bundle(), StandardCopyOption.ATOMIC_MOVE);
    }

    private static void makePrivate(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            if (directory.getParent() != null) {
                Files.createDirectories(directory.getParent());
            }
            Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY)));
        }
    }
}
