package dev.pathwarden.recorder.drain;

import dev.pathwarden.model.disk.Disk;
import dev.pathwarden.model.disk.OwnerLock;
import dev.pathwarden.model.snapshot.Parts;
import dev.pathwarden.model.snapshot.Seal;
import dev.pathwarden.model.snapshot.SnapshotException;
import dev.pathwarden.model.store.Stores;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Watches a directory to which processes that were not started here write their journals, and makes one snapshot after the other of them in another directory. For one thread.
 */
public final class RotatingWatch implements AutoCloseable {

    /** Who hears of what happens. Called by the thread that watches. */
    public interface Listener {

        /** Events read so far, a few times a second. */
        void at(long events);

        void made(MadePart part);

        void deleted(StoredRecording part);

        /** One sentence: what went wrong and what happens next. */
        void told(String sentence);
    }

    private static final long LOOK_MILLIS = 50;
    private static final long AGAIN_MILLIS = 60_000;

    private final Path journals;
    private final Path directory;
    private final Rotation rotation;
    private final Retention retention;
    private final Seal seal;
    private final Listener listener;
    private final OwnerLock lock;
    private final AskedToEnd ended = AskedToEnd.listen();

    private RotatingWatch(OwnerLock lock, Path journals, Path directory, Rotation rotation, Retention retention, Seal seal, Listener listener) {
        this.lock = lock;
        this.journals = journals;
        this.directory = directory;
        this.rotation = rotation;
        this.retention = retention;
        this.seal = seal;
        this.listener = listener;
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
    public static RotatingWatch begin(Path journals, Path directory, Rotation rotation, Retention retention, Seal seal, Listener listener) throws IOException {
        if (!isFree(directory)) {
            throw new FileAlreadyExistsException(directory.toString());
        }
        Disk.makeDirectories(journals);
        Disk.makeDirectories(directory);
        return new RotatingWatch(JournalWatch.lock(journals), journals.toAbsolutePath().normalize(), directory.toAbsolutePath().normalize(), rotation, retention, seal, listener);
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
        if (!Disk.forceNames(directory)) {
            listener.told(Disk.unforced(directory));
        }
        while (true) {
            try {
                return drainUntilEnded();
            } catch (IOException | SnapshotException e) {
                // What was not finished is still in the journals: it is read again.
                listener.told("No part can be made now: " + sentence(e) + " It is tried again every minute; meanwhile everything stays in the journals.");
                if (ended.within(AGAIN_MILLIS)) {
                    throw e;
                }
            }
        }
    }

    private long drainUntilEnded() throws IOException {
        Consumer<MadePart> made = part -> {
            listener.made(part);
            retain();
        };
        try (RotatingDrain drain = RotatingDrain.begin(journals, directory, rotation, seal, System::nanoTime, InstantSource.system(), made)) {
            retain();
            do {
                drain.drain();
                listener.at(drain.drained());
            } while (!ended.within(LOOK_MILLIS));
            drain.finish();
            return drain.drained();
        }
    }

    private void retain() {
        if (retention == null) {
            return;
        }
        try {
            Retention.deleteLeftovers(directory);
            List<Path> parts = Parts.in(directory);
            for (Retention.Judged judged : retention.judge(directory, Instant.now(), false)) {
                // The last one stays whatever its age: who begins again goes on from it.
                if (judged.goes() && !judged.recording().path().equals(parts.get(parts.size() - 1))) {
                    Retention.delete(judged.recording());
                    listener.deleted(judged.recording());
                }
            }
        } catch (IOException e) {
            listener.told("Old parts could not be deleted: " + sentence(e) + " It is tried again with the next part.");
        }
    }

    private static String sentence(Exception e) {
        String message = String.valueOf(e.getMessage());
        return message.endsWith(".") ? message : message + ".";
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
