package dev.pathwarden.model.store;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A copy of a finished store for this process alone, because Eclipse Store writes into what it only reads. Deleted by {@link #close}, at
 * the JVM's end, or by the next process that makes one.
 */
final class PrivateCopy implements AutoCloseable {

    private static final String PREFIX = "pathwarden-open-";
    private static final String IN_USE = "in-use";

    private final Path directory;
    private final FileChannel inUse;
    private final Thread atExit;

    private PrivateCopy(Path directory, FileChannel inUse) {
        this.directory = directory;
        this.inUse = inUse;
        this.atExit = new Thread(() -> deleteAll(directory), "pathwarden-copy-delete");
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /**
     * Copies the files that the manifest lists.
     *
     * @throws Manifest.DamagedException if one is not as the manifest says
     */
    static PrivateCopy of(Path store, List<Manifest.Entry> files) throws IOException, Manifest.DamagedException {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        deleteLeftovers(temporary);
        // Readable for its owner only, as the runs in it are.
        Path directory = Files.createTempDirectory(temporary, PREFIX);
        FileChannel inUse = FileChannel.open(directory.resolve(IN_USE), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        inUse.lock();
        PrivateCopy copy = new PrivateCopy(directory, inUse);
        try {
            for (Manifest.Entry file : files) {
                copy.take(store, file);
            }
            return copy;
        } catch (AccessDeniedException | Manifest.DamagedException | RuntimeException e) {
            copy.close();
            throw e;
        } catch (IOException e) {
            copy.close();
            throw new IOException("no copy of it could be made in " + temporary + " (" + e.getMessage() + "); make room there", e);
        }
    }

    private void take(Path store, Manifest.Entry file) throws IOException, Manifest.DamagedException {
        Path source = store.resolve(file.path());
        if (!Files.isRegularFile(source, LinkOption.NOFOLLOW_LINKS)) {
            throw new Manifest.DamagedException("its file " + file.path() + " is missing");
        }
        long length = Files.size(source);
        if (length != file.length()) {
            throw new Manifest.DamagedException("its file " + file.path() + " has " + length + " bytes, where " + file.length() + " were written");
        }
        Path target = files().resolve(file.path());
        Files.createDirectories(target.getParent());
        String digest;
        try (OutputStream out = Files.newOutputStream(target, StandardOpenOption.CREATE_NEW)) {
            digest = Manifest.copy(source, out, length);
        }
        if (!digest.equals(file.digest())) {
            throw new Manifest.DamagedException("its file " + file.path() + " is not as it was written");
        }
    }

    /** Where the copied files are. */
    Path files() {
        return directory.resolve("store");
    }

    private static void deleteLeftovers(Path temporary) {
        try (Stream<Path> all = Files.list(temporary)) {
            all.filter(path -> path.getFileName().toString().startsWith(PREFIX)).toList().forEach(PrivateCopy::deleteIfLeft);
        } catch (IOException | UncheckedIOException e) {
            // A temporary directory that cannot be listed can still be written.
            return;
        }
    }

    private static void deleteIfLeft(Path leftover) {
        Path marker = leftover.resolve(IN_USE);
        boolean left;
        // Only a copy whose marker is there and free is left over: one without a marker may just be in the making.
        try (FileChannel channel = FileChannel.open(marker, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS); FileLock lock = channel.tryLock()) {
            left = lock != null;
        } catch (IOException | OverlappingFileLockException e) {
            left = false;
        }
        if (left) {
            deleteAll(leftover);
        }
    }

    private static void deleteAll(Path directory) {
        try (Stream<Path> all = Files.walk(directory)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        } catch (IOException | UncheckedIOException e) {
            // What cannot be deleted now, the next process tries again.
            return;
        }
    }

    @Override
    public void close() {
        deleteAll(directory);
        try {
            inUse.close();
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IOException | IllegalStateException e) {
            // The JVM is ending, or the file is gone already: the hook deletes what is left.
            return;
        }
    }
}
