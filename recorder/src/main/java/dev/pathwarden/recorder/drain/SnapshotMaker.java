package dev.pathwarden.recorder.drain;

import dev.pathwarden.model.encryption.EncryptionKeys;
import dev.pathwarden.model.snapshot.JournalRuns;
import dev.pathwarden.model.snapshot.RunSummary;
import dev.pathwarden.model.snapshot.Seal;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.snapshot.SnapshotWriter;
import dev.pathwarden.model.snapshot.Snapshots;
import dev.pathwarden.model.step.RecordedRun;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Makes a snapshot of journals, or of anything else that can be opened as one. */
public final class SnapshotMaker {

    private SnapshotMaker() {
    }

    /**
     * Copies all runs into a new snapshot. A kill at any instant leaves one that is known to be unfinished, and the same call can be made again; a failure leaves nothing.
     *
     * @param from journals, or another snapshot
     * @param to directory that is not there yet, or is empty, or in which a process died that made a snapshot
     * @param seal signs what is written, and encrypts it
     * @throws FileAlreadyExistsException if it holds something else
     */
    public static MadeSnapshot make(Path from, Path to, Seal seal) throws IOException {
        return make(from, EncryptionKeys.NONE, to, seal);
    }

    /**
     * As {@link #make(Path, Path, Seal)}, for a source that may be encrypted.
     *
     * @param keys asked where it is
     */
    public static MadeSnapshot make(Path from, EncryptionKeys keys, Path to, Seal seal) throws IOException {
        Path target = to.toAbsolutePath().normalize();
        refuseTaken(target, to);
        try (Snapshot snapshot = Snapshots.open(from, keys)) {
            SnapshotWriter begun = Snapshots.create(target, seal);
            write(begun, writer -> copy(snapshot, writer));
            return new MadeSnapshot(target, snapshot.runs(), snapshot.processes(), told(snapshot.damages(), begun));
        }
    }

    /**
     * Writes the runs of journals into a new snapshot, one after the other, like the other.
     *
     * @param to directory that is not there yet, or is empty, or in which a process died that made a snapshot
     * @param learning is shown each run before it is written
     * @param seal signs what is written, and encrypts it
     * @throws FileAlreadyExistsException if it holds something else
     */
    static MadeSnapshot make(JournalRuns journals, Path to, Consumer<RecordedRun> learning, Seal seal) throws IOException {
        refuseTaken(to, to);
        return make(journals, to, Snapshots.create(to, seal), learning);
    }

    /** Writes the runs of journals, and finishes the snapshot. */
    static MadeSnapshot make(JournalRuns journals, Path to, SnapshotWriter begun, Consumer<RecordedRun> learning) throws IOException {
        List<RunSummary> summaries = new ArrayList<>();
        List<String> damages = new ArrayList<>(journals.damages());
        write(begun, writer -> {
            journals.forEach(run -> {
                learning.accept(run);
                writer.add(run);
                summaries.add(RunSummary.of(run));
            }, damages);
            journals.processes().forEach(writer::add);
            damages.forEach(writer::damage);
        });
        return new MadeSnapshot(to, summaries, journals.processes(), told(damages, begun));
    }

    /** What could not be read, and what is not sure of the snapshot itself. */
    private static List<String> told(List<String> damages, SnapshotWriter made) {
        List<String> all = new ArrayList<>(damages);
        if (made.weakness() != null) {
            all.add(made.weakness());
        }
        return all;
    }

    /** What fills a new snapshot. */
    @FunctionalInterface
    public interface Content {
        void writeTo(SnapshotWriter writer) throws IOException;
    }

    /**
     * Writes a new snapshot, which can be opened when it is whole and not before.
     *
     * @param target directory that is not there yet, or is empty, or in which a process died that made a snapshot
     * @param seal signs what is written, and encrypts it
     * @throws FileAlreadyExistsException if it holds something else
     */
    public static void write(Path target, Content content, Seal seal) throws IOException {
        refuseTaken(target, target);
        write(Snapshots.create(target, seal), content);
    }

    private static void write(SnapshotWriter writer, Content content) throws IOException {
        try {
            content.writeTo(writer);
            writer.close();
        } finally {
            // Nothing is left to give up where it was finished.
            writer.abandon();
        }
    }

    private static void refuseTaken(Path target, Path named) throws IOException {
        if (!Snapshots.isFree(target)) {
            throw new FileAlreadyExistsException(named.toString());
        }
    }

    private static void copy(Snapshot from, SnapshotWriter to) {
        from.forEachRun(to::add);
        from.processes().forEach(to::add);
        from.damages().forEach(to::damage);
    }
}
