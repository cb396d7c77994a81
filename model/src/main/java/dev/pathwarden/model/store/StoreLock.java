package dev.pathwarden.model.store;

import dev.pathwarden.model.snapshot.SnapshotException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The lock of a store's directory, held while it is written. Eclipse Store takes none of its own. */
final class StoreLock implements AutoCloseable {

    private static final int LONGEST_OWNER = 200;

    private final FileChannel channel;

    private StoreLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Takes the lock for writing, and leaves the name of this process in it. */
    static StoreLock write(Path directory) throws IOException {
        Path file = StoreLayout.lock(directory);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (!tryLock(channel, false)) {
            channel.close();
            throw held(directory, file);
        }
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(("process " + ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8)));
        return new StoreLock(channel);
    }

    /** Takes the lock for reading, beside other readers. Changes nothing. */
    static StoreLock read(Path directory) throws IOException {
        Path file = StoreLayout.lock(directory);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        if (!tryLock(channel, true)) {
            channel.close();
            throw held(directory, file);
        }
        return new StoreLock(channel);
    }

    private static boolean tryLock(FileChannel channel, boolean shared) throws IOException {
        try {
            FileLock lock = channel.tryLock(0, Long.MAX_VALUE, shared);
            return lock != null;
        } catch (OverlappingFileLockException e) {
            // Held in this very process, which the operating system would not notice.
            return false;
        }
    }

    private static SnapshotException held(Path directory, Path file) {
        String owner = "another process";
        try {
            byte[] bytes = Files.readAllBytes(file);
            String text = new String(bytes, 0, Math.min(bytes.length, LONGEST_OWNER), StandardCharsets.UTF_8);
            owner = text.matches("process \\d+") ? text : owner;
        } catch (IOException e) {
            // The owner's name is a help, not a need.
            owner = "another process";
        }
        return new SnapshotException(SnapshotException.Cause.ENVIRONMENT, "The snapshot " + directory + " is in use by " + owner + "; wait until it has finished.");
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
