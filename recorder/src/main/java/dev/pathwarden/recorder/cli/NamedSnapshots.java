package dev.pathwarden.recorder.cli;

import dev.pathwarden.model.encryption.EncryptionKeys;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.snapshot.Snapshots;
import dev.pathwarden.model.step.RecordedRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Reads the runs of all snapshots that a command line names. */
final class NamedSnapshots {

    private NamedSnapshots() {
    }

    /**
     * Gives every run of each snapshot to the reader, once, and says at the end what could not be read.
     *
     * @param what stands before the number of runs read, on a terminal
     * @throws dev.pathwarden.model.snapshot.SnapshotException if a snapshot cannot be opened, or what is stored of a run is damaged
     */
    static void forEachRun(Console console, String what, List<Path> snapshots, EncryptionKeys keys, Consumer<RecordedRun> reader) {
        forEachRun(console, what, snapshots, keys, (path, run) -> reader.accept(run));
    }

    /** As {@link #forEachRun(Console, String, List, EncryptionKeys, Consumer)}, for a reader that is also told which of the snapshots a run is from. */
    static void forEachRun(Console console, String what, List<Path> snapshots, EncryptionKeys keys, BiConsumer<Path, RecordedRun> reader) {
        // Journals put a run together when it is read, and know only then what does not fit together.
        List<String> damages = new ArrayList<>();
        try (Progress progress = console.progress(what)) {
            int[] runs = {0};
            for (Path path : snapshots) {
                try (Snapshot snapshot = Snapshots.open(path, keys)) {
                    snapshot.forEachRun(run -> {
                        reader.accept(path, run);
                        progress.at(++runs[0], 0);
                    });
                    damages.addAll(snapshot.damages());
                }
            }
        } finally {
            damages.forEach(console::note);
        }
    }
}
