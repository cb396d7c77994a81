package dev.pathwarden.recorder.drain;

import dev.pathwarden.model.evidence.Signer;
import dev.pathwarden.model.snapshot.JournalRuns;
import dev.pathwarden.model.snapshot.RunSummary;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.snapshot.SnapshotWriter;
import dev.pathwarden.model.snapshot.Snapshots;
import dev.pathwarden.model.step.ProcessInfo;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RunId;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Makes a snapshot of journals, or of anything else that can be opened as one. */
public final class SnapshotMaker {

    private SnapshotMaker() {
    }

    /**
     * Copies all runs into a new snapshot. It is written aside and moved into place when it is whole, so that a full disk or a kill leaves
     * no half snapshot behind that name.
     *
     * @param from journals, or another snapshot
     * @param to directory that is not there yet
     * @param signer signs what is written
     * @throws FileAlreadyExistsException if it is
     */
    public static MadeSnapshot make(Path from, Path to, Signer signer) throws IOException {
        Path target = to.toAbsolutePath().normalize();
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(to.toString());
        }
        try (Snapshot snapshot = Snapshots.open(from)) {
            write(target, writer -> copy(snapshot, writer), signer);
            List<RunSummary> runs = snapshot.runs();
            List<ProcessInfo> processes = snapshot.processes();
            return new MadeSnapshot(target, runs, processes, snapshot.damages());
        }
    }

    /**
     * Writes the runs of journals into a new snapshot, one after the other, aside first like the other.
     *
     * @param to directory that is not there yet
     * @param learning is shown each run before it is written
     * @param signer signs what is written
     * @throws FileAlreadyExistsException if it is
     */
    static MadeSnapshot make(JournalRuns journals, Path to, Consumer<RecordedRun> learning, Signer signer) throws IOException {
        if (Files.exists(to, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(to.toString());
        }
        List<RunSummary> summaries = new ArrayList<>();
        List<String> damages = new ArrayList<>(journals.damages());
        write(to, writer -> {
            for (RunId id : journals.ids()) {
                RecordedRun run = journals.run(id, damages);
                learning.accept(run);
                writer.add(run);
                summaries.add(RunSummary.of(run));
            }
            journals.processes().forEach(writer::add);
            damages.forEach(writer::damage);
        }, signer);
        return new MadeSnapshot(to, summaries, journals.processes(), damages);
    }

    /** What fills a new snapshot. */
    @FunctionalInterface
    public interface Content {
        void writeTo(SnapshotWriter writer) throws IOException;
    }

    /**
     * Writes a new snapshot aside and moves it into place when it is whole.
     *
     * @param target directory that is not there yet
     * @param signer signs what is written
     */
    public static void write(Path target, Content content, Signer signer) throws IOException {
        Path parent = target.toAbsolutePath().getParent();
        Files.createDirectories(parent);
        Path aside = Files.createTempDirectory(parent, "." + target.getFileName() + "-");
        try {
            Path store = aside.resolve("store");
            try (SnapshotWriter writer = Snapshots.create(store, signer)) {
                content.writeTo(writer);
            }
            Files.move(store, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            delete(aside);
        }
    }

    private static void copy(Snapshot from, SnapshotWriter to) {
        from.forEachRun(to::add);
        from.processes().forEach(to::add);
        from.damages().forEach(to::damage);
    }

    private static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : (Iterable<Path>) all.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(path);
            }
        }
    }
}
