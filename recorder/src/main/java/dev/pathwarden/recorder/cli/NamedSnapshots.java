package dev.pathwarden.recorder.cli;

import dev.pathwarden.model.encryption.EncryptionKeys;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.snapshot.SnapshotException;
import dev.pathwarden.model.snapshot.Snapshots;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.policies.rehearsal.RecordingFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Reads the runs of all snapshots that a command line names. */
final class NamedSnapshots {

    private NamedSnapshots() {
    }

    /** The places that are named, each once, however it is written. */
    static List<Path> once(List<Path> named) {
        Map<Path, Path> all = new LinkedHashMap<>();
        named.forEach(path -> all.putIfAbsent(real(path), path));
        return List.copyOf(all.values());
    }

    /** The place itself, behind links; where that cannot be told, as it is named. */
    static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException unknown) {
            return path.toAbsolutePath().normalize();
        }
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
            for (Path path : once(snapshots)) {
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

    /** Reads a run. */
    @FunctionalInterface
    interface Reader {
        /**
         * @param named what was named on the command line
         * @param recording the snapshot that the run is from: the same, or one below it
         */
        void read(Path named, Path recording, RecordedRun run);
    }

    /**
     * As {@link #forEachRun(Console, String, List, EncryptionKeys, Consumer)}, where a directory that is no snapshot stands for all snapshots below it. What of these cannot be read is told and counted, and the others are read; a run that
     * stands in several of them is read once.
     *
     * @return how much in directories could not be read: snapshots, and reasons for which there may be more of them
     * @throws dev.pathwarden.model.snapshot.SnapshotException if a snapshot that is named itself cannot be opened, or is damaged
     */
    static long forEachRunBelow(Console console, String what, List<Path> named, EncryptionKeys keys, Reader reader) throws IOException {
        List<String> notes = new ArrayList<>();
        long unread = 0;
        long leftOut = 0;
        try (Progress progress = console.progress(what)) {
            int[] runs = {0};
            for (Path path : once(named)) {
                boolean folder = RecordingFolder.isFolder(path);
                RecordingFolder below = below(path);
                List<Path> recordings = below.recordings();
                notes.addAll(below.leftOut());
                leftOut += below.leftOut().size();
                Set<RunId> seen = new HashSet<>();
                for (Path recording : recordings.isEmpty() ? List.of(path) : recordings) {
                    try (Snapshot snapshot = Snapshots.open(recording, keys)) {
                        snapshot.forEachRun(run -> {
                            if (!folder || seen.add(run.run().id())) {
                                reader.read(path, recording, run);
                                progress.at(++runs[0], 0);
                            }
                        });
                        notes.addAll(snapshot.damages());
                    } catch (SnapshotException e) {
                        if (!folder || recordings.isEmpty()) {
                            throw e;
                        }
                        unread++;
                        notes.add(e.getMessage());
                    }
                }
            }
        } finally {
            notes.forEach(console::note);
        }
        if (unread > 0) {
            console.note(RecordingReport.count(unread, "snapshot") + " could not be read; the others were.");
        }
        return unread + leftOut;
    }

    private static RecordingFolder below(Path path) throws IOException {
        try {
            return RecordingFolder.of(path);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
