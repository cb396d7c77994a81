package dev.pathwarden.model.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Makes what was written outlive the machine. A file's content and its name are forced apart: a file whose directory was not forced can be gone after a power failure, with all that was forced of it.
 *
 * <p>Each force takes as long as the disk needs, from under a millisecond to seconds. For any thread.
 */
public final class Disk {

    private static final FileAttribute<?> OWNER_FILE = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<?> OWNER_ONLY = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    /** What file systems say that cannot force a directory, as the C library words it; a disk that fails says something else. */
    private static final Set<String> REFUSALS = Set.of("Invalid argument", "Operation not supported", "Not supported", "Function not implemented", "Bad file descriptor", "Is a directory", "Permission denied");

    private Disk() {
    }

    /** Forces what a file holds. */
    public static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /**
     * Forces which names there are in a directory. Nothing happens where the system lets nobody do that, or not us: in a directory that may be written and not read, and on some network file systems.
     *
     * @return whether it happened
     */
    public static boolean forceNames(Path directory) throws IOException {
        if (!hasRights(directory)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
            return true;
        } catch (AccessDeniedException writableOnly) {
            return false;
        } catch (IOException e) {
            if (REFUSALS.contains(String.valueOf(e.getMessage()))) {
                return false;
            }
            throw e;
        }
    }

    /** What is not sure where names cannot be forced, in one sentence. */
    public static String unforced(Path directory) {
        return "The file system of " + directory + " does not let the names of files be forced to disk: after a power failure what was made last can be gone, though it was said to be made.";
    }

    /**
     * Makes a directory for its owner only, and forces its name.
     *
     * @throws FileAlreadyExistsException if something of that name is there
     */
    public static void makeDirectory(Path directory) throws IOException {
        Files.createDirectory(directory, ownerOnly(directory));
        forceNames(parent(directory));
    }

    /**
     * Makes a directory for its owner only where it is not there yet, and those above it, and forces their names. The name of one that is there is forced once more: who made it may have died before.
     *
     * @throws FileAlreadyExistsException if a file is in the way
     */
    public static void makeDirectories(Path directory) throws IOException {
        makeAbove(directory);
        try {
            Files.createDirectory(directory, ownerOnly(directory));
        } catch (FileAlreadyExistsException there) {
            if (!Files.isDirectory(directory)) {
                throw there;
            }
        }
        forceNames(parent(directory));
    }

    private static void makeAbove(Path directory) throws IOException {
        Path above = parent(directory);
        if (Files.isDirectory(above)) {
            return;
        }
        makeAbove(above);
        Files.createDirectories(above);
        forceNames(parent(above));
    }

    /** Nothing where the system knows no such rights. */
    private static FileAttribute<?>[] ownerOnly(Path path) {
        return hasRights(path) ? new FileAttribute<?>[] {OWNER_ONLY} : new FileAttribute<?>[0];
    }

    private static boolean hasRights(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static Path parent(Path path) {
        Path parent = path.toAbsolutePath().getParent();
        return parent == null ? path.toAbsolutePath() : parent;
    }

    /** Gives a file or directory another name in the same directory, in one move, in place of a file that has it, and forces that; whether its names could be forced. */
    public static boolean rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        return forceNames(parent(to));
    }

    /**
     * Puts a file in the place of what was there, if anything was. Whoever reads meanwhile, or after a power failure, gets the one or the other, and never a part. What was there keeps its rights, its group and, where the
     * system lets us, its owner, so that who could read it still can; a new file is for its owner only.
     */
    public static void replace(Path file, byte[] bytes) throws IOException {
        boolean rights = hasRights(file);
        PosixFileAttributes before = rights && Files.exists(file) ? Files.readAttributes(file, PosixFileAttributes.class) : null;
        Path aside = Files.createTempFile(parent(file), "." + file.getFileName(), ".new", rights ? new FileAttribute<?>[] {OWNER_FILE} : new FileAttribute<?>[0]);
        try {
            Files.write(aside, bytes);
            if (before != null) {
                give(aside, before);
            }
            force(aside);
            rename(aside, file);
        } finally {
            Files.deleteIfExists(aside);
        }
    }

    private static void give(Path file, PosixFileAttributes rights) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        PosixFileAttributes now = view.readAttributes();
        try {
            if (!now.group().equals(rights.group())) {
                view.setGroup(rights.group());
            }
            if (!now.owner().equals(rights.owner())) {
                view.setOwner(rights.owner());
            }
        } catch (FileSystemException notOurs) {
            // Only a superuser gives files away. The rights hold all the same.
        }
        view.setPermissions(rights.permissions());
    }

    /** Deletes a file, or a directory with all that is in it; nothing happens where it is not there. Links are deleted and not followed. */
    public static void delete(Path path) throws IOException {
        try {
            Files.walkFileTree(path, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
                    if (failure != null) {
                        throw failure;
                    }
                    Files.deleteIfExists(directory);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (NoSuchFileException gone) {
            return;
        }
    }
}
