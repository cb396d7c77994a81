package dev.pathwarden.recorder.drain;

import dev.pathwarden.model.disk.Disk;
import dev.pathwarden.model.disk.OwnerLock;
import dev.pathwarden.model.journal.JournalContents;
import dev.pathwarden.model.journal.JournalReader;
import dev.pathwarden.model.snapshot.JournalRuns;
import dev.pathwarden.model.snapshot.Seal;
import dev.pathwarden.model.snapshot.SnapshotException;
import dev.pathwarden.model.step.RecordedRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * A recording that is going on: commands run one after the other, their journals read while they run, and one snapshot made of them all.
 *
 * <p>For one thread.
 */
public final class Recording implements AutoCloseable {

    private final RecordingDirectory directory;
    private final OwnerLock lock;
    private final JournalDrain drain;

    private Recording(RecordingDirectory directory, OwnerLock lock, JournalDrain drain) {
        this.directory = directory;
        this.lock = lock;
        this.drain = drain;
    }

    /**
     * Begins a recording in a directory that holds none.
     *
     * @param bundle the compiled guardrails
     */
    public static Recording begin(RecordingDirectory directory, byte[] bundle) throws IOException {
        directory.make();
        return beginIn(directory, bundle);
    }

    /**
     * Begins a recording in a directory that was made for it. Until it is closed the directory is locked, and others are told by whom.
     *
     * @param bundle the compiled guardrails
     */
    public static Recording beginIn(RecordingDirectory directory, byte[] bundle) throws IOException {
        OwnerLock lock = OwnerLock.take(directory.lock());
        try {
            directory.writeBundle(bundle);
            return new Recording(directory, lock, JournalDrain.start(directory.journal()));
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** Runs a command to its end; its exit code. */
    public int run(WatchedCommand command) throws IOException {
        return command.run();
    }

    /** Waits until that many events were read from the journals. */
    void awaitDrained(long events) throws InterruptedException {
        drain.awaitDrained(events);
    }

    /** Makes the snapshot of all that was drained, unsigned; none where no process left a journal. */
    MadeSnapshot finish() throws IOException {
        return finish(run -> { }, Seal.NONE);
    }

    /**
     * Makes the snapshot of all that was drained; none where no process left a journal. Journals are in clear: beside a snapshot that is encrypted those are deleted of which the process has ended.
     *
     * @param learning is shown each run before it is written
     * @param seal signs what is written, and encrypts it
     */
    public MadeSnapshot finish(Consumer<RecordedRun> learning, Seal seal) throws IOException {
        JournalContents drained = drain.finish();
        if (drained.processes().isEmpty()) {
            return new MadeSnapshot(directory.snapshot(), List.of(), List.of(), drained.damages());
        }
        MadeSnapshot made;
        try {
            made = SnapshotMaker.make(new JournalRuns(drained), directory.snapshot(), learning, seal);
        } catch (SnapshotException e) {
            throw new SnapshotException(e.kind(), e.getMessage() + " What was recorded is still in the journals: 'pathwarden doctor " + directory.root() + " --repair' makes the snapshot of them.", e);
        }
        if (seal.encrypts()) {
            deleteJournals(directory);
        }
        return made;
    }

    /** Deletes the journals of processes that have ended. */
    static void deleteJournals(RecordingDirectory directory) throws IOException {
        for (Path journal : StoredRecording.journalFiles(directory.journal())) {
            if (ProcessHandle.of(JournalReader.process(journal)).isEmpty()) {
                Disk.delete(journal);
            }
        }
    }

    @Override
    public void close() throws IOException {
        try (lock) {
            drain.close();
        }
    }
}
