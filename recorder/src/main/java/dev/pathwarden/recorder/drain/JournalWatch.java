package dev.pathwarden.recorder.drain;

import dev.pathwarden.model.evidence.Signer;
import dev.pathwarden.model.journal.JournalContents;
import dev.pathwarden.model.snapshot.JournalRuns;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import sun.misc.Signal;

/**
 * Watches a directory to which processes that were not started here write their journals, and makes one snapshot of them all. For one thread.
 */
public final class JournalWatch implements AutoCloseable {

    private static final long LOOK_MILLIS = 200;
    private static final List<String> ENDS = List.of("INT", "TERM", "HUP");

    private final JournalDrain drain;
    private final Path snapshot;
    private final CountDownLatch ended = new CountDownLatch(1);

    private JournalWatch(JournalDrain drain, Path snapshot) {
        this.drain = drain;
        this.snapshot = snapshot;
    }

    /**
     * Watches from now on, until this process is asked to end (interrupt, terminate or hang up).
     *
     * @param journals made, for its owner only, where it is not there yet
     * @param snapshot directory that is not there yet
     * @throws FileAlreadyExistsException if it is
     */
    public static JournalWatch begin(Path journals, Path snapshot) throws IOException {
        if (Files.exists(snapshot, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(snapshot.toString());
        }
        if (!Files.isDirectory(journals)) {
            Files.createDirectories(journals, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        JournalWatch watch = new JournalWatch(JournalDrain.startReleasing(journals.toAbsolutePath()), snapshot.toAbsolutePath().normalize());
        for (String name : ENDS) {
            try {
                Signal.handle(new Signal(name), taken -> watch.ended.countDown());
            } catch (IllegalArgumentException kept) {
                // The JVM keeps this signal for itself (-Xrs).
                continue;
            }
        }
        return watch;
    }

    /**
     * Waits until this process is asked to end.
     *
     * @param progress gets the number of events read so far, a few times a second
     */
    public void untilEnded(LongConsumer progress) {
        try {
            while (!ended.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                progress.accept(drain.drained());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Makes the snapshot of all that was read; none where no process left a journal.
     *
     * @param signer signs what is written
     */
    public MadeSnapshot finish(Signer signer) throws IOException {
        JournalContents drained = drain.finish();
        return drained.processes().isEmpty() ? new MadeSnapshot(snapshot, List.of(), List.of(), drained.damages()) : SnapshotMaker.make(new JournalRuns(drained), snapshot, run -> { }, signer);
    }

    @Override
    public void close() throws IOException {
        drain.close();
    }
}
