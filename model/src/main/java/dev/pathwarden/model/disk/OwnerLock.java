package dev.pathwarden.model.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;

/**
 * A lock of the operating system on a file that names who holds it. It ends with its process, however that dies; the file stays.
 *
 * <p>On Linux a process that opens and closes the file a second time loses its lock towards other processes: whoever holds one does not ask for it again.
 */
public final class OwnerLock implements AutoCloseable {

    /** Someone else holds the lock. */
    public static final class HeldException extends IOException {
        private static final long serialVersionUID = 1L;
        private final String owner;

        HeldException(Path file, String owner) {
            super(file + " is held by " + owner);
            this.owner = owner;
        }

        /** "process 123", or "another process". */
        public String owner() {
            return owner;
        }
    }

    private static final int LONGEST_OWNER = 200;
    private static final FileAttribute<?> OWNER_ONLY = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final FileChannel channel;

    private OwnerLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the lock for this process alone, and leaves its name. The file is made where it is not there.
     *
     * @throws HeldException if someone has it
     */
    public static OwnerLock take(Path file) throws IOException {
        while (true) {
            FileChannel channel = FileChannel.open(file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS), OWNER_ONLY);
            try {
                Object before = identity(file);
                lock(file, channel, false);
                // The one before may have deleted the file while we opened it; then the lock on it keeps nobody out.
                if (before != null && before.equals(identity(file))) {
                    channel.truncate(0);
                    channel.write(ByteBuffer.wrap(("process " + ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8)));
                    return new OwnerLock(channel);
                }
                channel.close();
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        }
    }

    /**
     * Takes the lock beside others that do the same. Changes nothing.
     *
     * @throws HeldException if someone has it alone
     * @throws NoSuchFileException if there is no such file
     */
    public static OwnerLock share(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
        try {
            lock(file, channel, true);
            return new OwnerLock(channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Who holds the lock alone, such as "process 123"; null where nobody does, or there is no such file. Changes nothing. */
    public static String owner(Path file) throws IOException {
        try (OwnerLock free = share(file)) {
            Objects.requireNonNull(free);
            return null;
        } catch (HeldException held) {
            return held.owner();
        } catch (NoSuchFileException none) {
            return null;
        }
    }

    private static Object identity(Path file) throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return attributes.fileKey() == null ? file : attributes.fileKey();
        } catch (NoSuchFileException deleted) {
            return null;
        }
    }

    private static void lock(Path file, FileChannel channel, boolean shared) throws IOException {
        FileLock lock;
        try {
            lock = channel.tryLock(0, Long.MAX_VALUE, shared);
        } catch (OverlappingFileLockException e) {
            // Held in this very process, which the operating system would not notice.
            throw new HeldException(file, "process " + ProcessHandle.current().pid());
        }
        if (lock == null) {
            throw new HeldException(file, name(channel));
        }
    }

    /** The owner's name is a help, not a need. */
    private static String name(FileChannel channel) {
        try {
            ByteBuffer bytes = ByteBuffer.allocate(LONGEST_OWNER);
            channel.read(bytes, 0);
            String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
            return text.matches("process \\d+") ? text : "another process";
        } catch (IOException unreadable) {
            return "another process";
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
