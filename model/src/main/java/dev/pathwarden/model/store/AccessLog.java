package dev.pathwarden.model.store;

import dev.pathwarden.model.evidence.SignedNote;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Who exported runs from a snapshot, in a file beside its manifest: the snapshot itself is written once and never changed. Only ever added to here; whoever may write the directory can still cut its end off.
 */
public final class AccessLog {

    private static final long LARGEST = 16 << 20;

    private AccessLog() {
    }

    /** Makes the next entry. */
    @FunctionalInterface
    public interface Entry {
        /** Signs the entry that follows those of the log. */
        SignedNote after(String log) throws IOException;
    }

    /**
     * Adds an entry and forces it to disk. Of several processes that do so one waits.
     *
     * @throws IOException if it cannot be written, as on a share that is read-only
     */
    public static synchronized void add(Path snapshot, Entry entry) throws IOException {
        try (FileChannel channel = FileChannel.open(StoreLayout.access(snapshot), Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))); FileLock lock = channel.lock()) {
            ByteBuffer bytes = ByteBuffer.wrap((entry.after(read(snapshot)) + "\n").getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    /** All entries; empty where there are none. */
    public static String read(Path snapshot) throws IOException {
        Path file = StoreLayout.access(snapshot);
        if (!Files.isRegularFile(file)) {
            return "";
        }
        if (Files.size(file) > LARGEST) {
            throw new IOException("The list of exports " + file + " is larger than any: look at who wrote it.");
        }
        return Files.readString(file, StandardCharsets.UTF_8);
    }
}
