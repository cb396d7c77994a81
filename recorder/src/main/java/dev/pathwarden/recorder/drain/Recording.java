package dev.pathwarden.recorder.drain;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A recording that is going on: commands run one after the other, their journals held open, and one snapshot made of them all.
 *
 * <p>For one thread.
 */
public final class Recording implements AutoCloseable {

    private final RecordingDirectory directory;
    private final JournalDrain drain;

    private Recording(RecordingDirectory directory, JournalDrain drain) {
        this.directory = directory;
        this.drain = drain;
    }

    /**
     * Begins a recording in a directory that holds none.
     *
     * @param bundle the compiled guardrails
     */
    public static Recording begin(RecordingDirectory directory, byte[] bundle) throws IOException {
        directory.make();
        directory.writeBundle(bundle);
        return new Recording(directory, JournalDrain.start(directory));
    }

    /** Runs a command to its end; its exit code. */
    public int run(WatchedCommand command) throws IOException {
        return command.run();
    }

    /** Waits until that many journal files are held open. */
    void awaitHeld(int files) throws InterruptedException {
        drain.awaitHeld(files);
    }

    /** Makes the snapshot of all that was recorded; none where no process left a journal. */
    public MadeSnapshot finish() throws IOException {
        List<String> restored = drain.finish();
        if (!directory.hasJournals()) {
            return new MadeSnapshot(directory.snapshot(), List.of(), List.of(), restored);
        }
        MadeSnapshot made = SnapshotMaker.make(directory.journal(), directory.snapshot());
        List<String> damages = new ArrayList<>(restored);
        damages.addAll(made.damages());
        return new MadeSnapshot(made.location(), made.runs(), made.processes(), damages);
    }

    @Override
    public void close() throws IOException {
        drain.close();
    }
}
