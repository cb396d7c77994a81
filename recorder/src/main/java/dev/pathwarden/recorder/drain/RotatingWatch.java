package dev.pathwarden.recorder.drain;

import dev.pathwarden.model.disk.Disk;
import dev.pathwarden.model.disk.OwnerLock;
import dev.pathwarden.model.snapshot.Parts;
import dev.pathwarden.model.snapshot.Seal;
import dev.pathwarden.model.store.Stores;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Watches a directory to which processes that were not started here write their journals, and makes one snapshot after the other of them in another directory. For one thread.
 */
public final class RotatingWatch implements AutoCloseable {

    private final OwnerLock lock;
    private final PartMaker maker;

    private RotatingWatch(OwnerLock lock, PartMaker maker) {
        this.lock = lock;
        this.maker = maker;
    }

    /**
     * Watches from now on, until this process is asked to end (interrupt, terminate or hang up). Until it is closed the journals are locked, and others are told by whom.
     *
     * @param journals made, for its owner only, where it is not there yet
     * @param directory of the parts: not there yet, or empty, or with parts of an earlier recorder and nothing else
     * @param retention which parts stay; null for all
     * @param seal signs each part, and encrypts it
     * @throws FileAlreadyExistsException if the directory holds something else
     */
    public static RotatingWatch begin(Path journals, Path directory, Rotation rotation, Retention retention, Seal seal, PartListener listener) throws IOException {
        if (!isFree(directory)) {
            throw new FileAlreadyExistsException(directory.toString());
        }
        Disk.makeDirectories(journals);
        Disk.makeDirectories(directory);
        OwnerLock lock = JournalWatch.lock(journals);
        return new RotatingWatch(lock, new PartMaker(journals.toAbsolutePath().normalize(), directory.toAbsolutePath().normalize(), rotation, retention, seal, run -> { }, listener, AskedToEnd.listen()::within));
    }

    private static boolean isFree(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return true;
        }
        if (!Files.isDirectory(directory) || Stores.isStore(directory)) {
            return false;
        }
        try (Stream<Path> all = Files.list(directory)) {
            return all.allMatch(path -> Parts.isPart(path) || Retention.isGoing(path));
        }
    }

    /** Drains until this process is asked to end, and finishes the last part; how many events were read. */
    public long untilEnded() throws IOException {
        return maker.untilEnded();
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
