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
 * A lock of the operating system on a file that names who holds it. It ends with its process, however that dies; the file stays, with the name of an owner that did not give it back.
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

    private static final int LONGEST_OWNER = 400;
    private static final FileAttribute<?> OWNER_ONLY = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final FileChannel channel;
    private final boolean alone;

    private OwnerLock(FileChannel channel, boolean alone) {
        this.channel = channel;
        this.alone = alone;
    }

    /**
     * Takes the lock for this process alone, and leaves its name. The file is made where it is not there.
     *
     * @throws HeldException if someone has it
     */
    public static OwnerLock take(Path file) throws IOException {
        while (true) {
            FileChannel channel = FileChannel.open(file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
                    file.getFileSystem().supportedFileAttributeViews().contains("posix") ? new FileAttribute<?>[] {OWNER_ONLY} : new FileAttribute<?>[0]);
            try {
                Object before = identity(file);
                lock(file, channel, false);
                // The one before may have deleted the file while we opened it; then the lock on it keeps nobody out.
                if (before != null && before.equals(identity(file))) {
                    channel.truncate(0);
                    channel.write(ByteBuffer.wrap(LockOwner.here().text().getBytes(StandardCharsets.UTF_8)));
                    return new OwnerLock(channel, true);
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
            return new OwnerLock(channel, false);
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

    /**
     * Who took the lock on another machine and did not give it back, such as "process 123 on host build-7": where a file system does not tell its machines of each other's locks, it may have it still. Null where the system's word
     * counts, because that was on this machine, and where it was given back. Changes nothing.
     */
    public static String elsewhere(Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return null;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            LockOwner owner = LockOwner.parse(text(channel));
            return owner == null || LockOwner.here().sees(owner) ? null : owner.name();
        } catch (NoSuchFileException deleted) {
            return null;
        }
    }

    /** Whether someone took the lock and ended without giving it back, as one does who is killed. Changes nothing. */
    public static boolean isLeft(Path file) throws IOException {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) > 0 && owner(file) == null;
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
            LockOwner owner = LockOwner.parse(text(channel));
            return owner == null ? "another process" : LockOwner.here().sees(owner) ? owner.process() : owner.name();
        } catch (IOException unreadable) {
            return "another process";
        }
    }

    private static String text(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(LONGEST_OWNER);
        channel.read(bytes, 0);
        return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
    }

    /** Gives the lock back, and takes the name away that {@link #take} had left, where the disk still lets us. */
    @Override
    public void close() throws IOException {
        try (channel) {
            if (alone && channel.isOpen()) {
                channel.truncate(0);
            }
        } catch (IOException e) {
            // The name stays as that of an owner who was killed; the lock itself went with the channel.
            return;
        }
    }
}
