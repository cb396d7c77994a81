package dev.pathwarden.model.key;

import dev.pathwarden.model.disk.Disk;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;

/** Files that only their owner can read, in {@code $XDG_CONFIG_HOME/pathwarden} or {@code ~/.config/pathwarden}. */
public final class OwnerFile {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OWNER_DIRECTORY = PosixFilePermissions.fromString("rwx------");

    private static final int LOOKS = 20;
    private static final long LOOK_EVERY_MILLIS = 25;

    private OwnerFile() {
    }

    /** The directory of a user with that environment. */
    public static Path directory(Map<String, String> environment) {
        String configured = environment.getOrDefault("XDG_CONFIG_HOME", "");
        Path base = configured.startsWith("/")
                ? Path.of(configured)
                : Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")), ".config");
        return base.resolve("pathwarden");
    }

    /**
     * Makes the file unless it is there; one that is there stays as it is. Written aside and then linked into place, so that of two first uses at once both get the same whole content.
     *
     * @param text ASCII, with a line feed at its end
     */
    public static void make(Path file, String text) throws IOException {
        make(file, text, Files::createLink);
    }

    /** Gives a file another name, as {@link Files#createLink} does. */
    @FunctionalInterface
    interface Linking {
        void link(Path link, Path existing) throws IOException;
    }

    static void make(Path file, String text, Linking linking) throws IOException {
        makeDirectory(file.getParent());
        Path aside = Files.createTempFile(file.getParent(), file.getFileName().toString(), ".new", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        try {
            Files.writeString(aside, text, StandardCharsets.US_ASCII);
            linking.link(file, aside);
        } catch (FileAlreadyExistsException e) {
            return;
        } catch (UnsupportedOperationException | FileSystemException e) {
            // The file system has no hard links. A rename would replace what another first use has made meanwhile.
            makeInPlace(file, text);
        } finally {
            Files.deleteIfExists(aside);
        }
    }

    /**
     * Puts a file in the place of what was there, if anything was. Whoever reads meanwhile, or after a power failure, gets the one or the other, and never a part; takes as long as the disk needs for it. Where the system has no rights of POSIX, those of the directory hold.
     *
     * @param text written as UTF-8
     */
    public static void replace(Path file, String text) throws IOException {
        makeDirectory(file.getParent());
        replace(file, to -> to.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Writes what a file is to hold. Need not close the stream. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream to) throws IOException;
    }

    /** As {@link #replace(Path, String)}, in a directory that is there. Where the content cannot be written, what was there stays, and nothing is left aside. */
    public static void replace(Path file, Content content) throws IOException {
        Path aside = Files.createTempFile(file.getParent(), file.getFileName().toString(), ".new", rights(file, OWNER_ONLY));
        try {
            try (OutputStream to = new BufferedOutputStream(Files.newOutputStream(aside))) {
                content.writeTo(to);
            }
            Disk.force(aside);
            Disk.rename(aside, file);
        } finally {
            Files.deleteIfExists(aside);
        }
    }

    /** Makes a directory for its owner only, unless it is there. */
    public static void makeDirectory(Path directory) throws IOException {
        Files.createDirectories(directory.getParent());
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory, rights(directory, OWNER_DIRECTORY));
        }
    }

    private static FileAttribute<?>[] rights(Path file, Set<PosixFilePermission> permissions) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix") ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)} : new FileAttribute<?>[0];
    }

    private static void makeInPlace(Path file, String text) throws IOException {
        try (SeekableByteChannel made = Files.newByteChannel(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), PosixFilePermissions.asFileAttribute(OWNER_ONLY))) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                made.write(bytes);
            }
        } catch (FileAlreadyExistsException e) {
            return;
        } catch (IOException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    /** What such a file holds. One that another first use is just writing, where it could not be linked into place, is waited for. */
    public static String read(Path file) throws IOException {
        String text = Files.readString(file, StandardCharsets.US_ASCII);
        for (int look = 0; look < LOOKS && !text.endsWith("\n"); look++) {
            try {
                Thread.sleep(LOOK_EVERY_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return text;
            }
            text = Files.readString(file, StandardCharsets.US_ASCII);
        }
        return text;
    }
}
