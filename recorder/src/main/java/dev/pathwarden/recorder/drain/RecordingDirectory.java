package dev.pathwarden.recorder.drain;

import dev.pathwarden.model.disk.Disk;
import dev.pathwarden.model.disk.OwnerLock;
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

    private static final int ROOM_TO_BEGIN = 4 << 20;

    public RecordingDirectory {
        root = root.toAbsolutePath().normalize();
    }

    /** Where watched processes write their journals. */
    public Path journal() {
        return root.resolve(Snapshots.JOURNAL_DIRECTORY);
    }

    /** Held by whoever records there or makes the snapshot; names the process. */
    public Path lock() {
        return lock(journal());
    }

    /** The lock of a directory of journals that a recorder holds. */
    static Path lock(Path journals) {
        return journals.resolve(Snapshots.LOCK_FILE);
    }

    /** The snapshot made of the journals, or the directory of its parts. */
    public Path snapshot() {
        return root.resolve(Snapshots.STORE_DIRECTORY);
    }

    /** The compiled guardrails that the watched processes load. */
    public Path bundle() {
        return root.resolve("guardrails.bundle");
    }

    /**
     * Makes the directory and the one for journals, for the owner only, and sees that there is room for the first journals.
     *
     * <p>A recorder that finds no room for its journal does not start, and its program goes on unguarded; so a command is better not started.
     *
     * @throws FileAlreadyExistsException if there is a recording already, or no directory can be made because of another file
     * @throws IOException if there is no room; nothing is left behind then
     */
    public void make() throws IOException {
        make(!Files.exists(root));
    }

    /**
     * Makes a directory of that name, or with the first number behind it that is not taken. Of several that do so at the same time each gets its own.
     *
     * @param name path in the working directory
     * @throws IOException if there is no room; nothing is left behind then
     */
    public static RecordingDirectory makeFresh(String name) throws IOException {
        Path path = Path.of(name);
        for (int number = 2; !isMade(path); number++) {
            path = Path.of(name + "-" + number);
        }
        RecordingDirectory directory = new RecordingDirectory(path);
        directory.make(true);
        return directory;
    }

    private static boolean isMade(Path path) throws IOException {
        try {
            Disk.makeDirectory(path);
            return true;
        } catch (FileAlreadyExistsException taken) {
            return false;
        }
    }

    private void make(boolean fresh) throws IOException {
        for (Path taken : List.of(journal(), snapshot())) {
            if (Files.exists(taken)) {
                String owner = OwnerLock.owner(lock());
                throw owner == null ? new FileAlreadyExistsException(taken.toString())
                        : new IOException(root + " is in use by " + owner + ", which records there; name another place with --out.");
            }
        }
        Disk.makeDirectories(root);
        // Fails where another recording made it in this very moment.
        Disk.makeDirectory(journal());
        Path probe = journal().resolve("room");
        try {
            // Written, not only set to a length: a sparse file needs no room.
            Files.write(probe, new byte[ROOM_TO_BEGIN]);
            Files.delete(probe);
        } catch (IOException full) {
            Files.deleteIfExists(probe);
            Files.delete(journal());
            if (fresh) {
                Files.delete(root);
            }
            throw new IOException("There is no room for a journal in " + root + " (" + (ROOM_TO_BEGIN >> 20) + " MB are needed to begin; " + full.getMessage()
                    + "), so the command was not started: make room or name another place with --out.", full);
        }
    }

    /** Writes the compiled guardrails, readable by the owner only. */
    public void writeBundle(byte[] bytes) throws IOException {
        Path aside = Files.createTempFile(root, "guardrails", ".new", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(aside, bytes);
        Files.move(aside, bundle(), StandardCopyOption.ATOMIC_MOVE);
    }
}
