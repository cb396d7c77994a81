package dev.pathwarden.recorder.drain;

import dev.pathwarden.model.disk.Disk;
import dev.pathwarden.model.disk.OwnerLock;
import dev.pathwarden.model.journal.JournalContents;
import dev.pathwarden.model.snapshot.JournalRuns;
import dev.pathwarden.model.snapshot.Seal;
import dev.pathwarden.model.snapshot.SnapshotException;
import dev.pathwarden.model.snapshot.SnapshotWriter;
import dev.pathwarden.model.snapshot.Snapshots;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Watches a directory to which processes that were not started here write their journals, and makes one snapshot of them all. For one thread.
 */
public final class JournalWatch implements AutoCloseable {

    private static final long LOOK_MILLIS = 200;

    private final OwnerLock lock;
    private final JournalDrain drain;
    private final Path journals;
    private final Path snapshot;
    private final SnapshotWriter writer;
    private final AskedToEnd ended = AskedToEnd.listen();

    private JournalWatch(OwnerLock lock, JournalDrain drain, Path journals, Path snapshot, SnapshotWriter writer) {
        this.lock = lock;
        this.drain = drain;
        this.journals = journals;
        this.snapshot = snapshot;
        this.writer = writer;
    }

    /**
     * Watches from now on, until this process is asked to end (interrupt, terminate or hang up). Until it is closed both directories are locked, and others are told by whom.
     *
     * @param journals made, for its owner only, where it is not there yet
     * @param snapshot directory that is not there yet, or is empty, or in which a process died that made a snapshot
     * @param seal signs the snapshot, and encrypts it
     * @throws FileAlreadyExistsException if it holds something else
     * @throws SnapshotException if another process makes a snapshot there
     */
    public static JournalWatch begin(Path journals, Path snapshot, Seal seal) throws IOException {
        if (!Snapshots.isFree(snapshot)) {
            throw new FileAlreadyExistsException(snapshot.toString());
        }
        if (!Files.isDirectory(journals)) {
            Disk.makeDirectories(journals);
        }
        OwnerLock lock = lock(journals);
        try {
            Path target = snapshot.toAbsolutePath().normalize();
            SnapshotWriter writer = Snapshots.create(target, seal);
            return new JournalWatch(lock, JournalDrain.startReleasing(journals.toAbsolutePath()), journals, target, writer);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** Takes the lock of a directory of journals. */
    static OwnerLock lock(Path journals) throws IOException {
        try {
            return OwnerLock.take(RecordingDirectory.lock(journals));
        } catch (OwnerLock.HeldException held) {
            throw new IOException("The journals in " + journals + " are watched by " + held.owner() + " already; end that one, or name another directory.", held);
        }
    }

    /**
     * Waits until this process is asked to end.
     *
     * @param progress gets the number of events read so far, a few times a second
     */
    public void untilEnded(LongConsumer progress) {
        while (!ended.within(LOOK_MILLIS)) {
            progress.accept(drain.drained());
        }
    }

    /** Makes the snapshot of all that was read; none where no process left a journal. */
    public MadeSnapshot finish() throws IOException {
        JournalContents drained = drain.finish();
        if (drained.processes().isEmpty()) {
            return new MadeSnapshot(snapshot, List.of(), List.of(), drained.damages());
        }
        try {
            return SnapshotMaker.make(new JournalRuns(drained), snapshot, writer, run -> { });
        } catch (SnapshotException e) {
            throw new SnapshotException(e.kind(), e.getMessage() + " What was recorded is still in the journals: 'pathwarden snapshot " + journals + " --out " + snapshot + "' makes it of them.", e);
        }
    }

    @Override
    public void close() throws IOException {
        try (lock) {
            // Nothing is left to give up where it was finished.
            writer.abandon();
            drain.close();
        }
    }
}
