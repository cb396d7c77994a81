package dev.pathwarden.model.snapshot;

import dev.pathwarden.model.step.ProcessInfo;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RunId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Runs whose events are all in memory, encoded, as read from journals; a run is put together each time that it is asked for.
 *
 * <p>What the runs come to, and what does not fit together in them, is known once all were put together: when it is asked for, or when they were read one after the other.
 */
final class LoadedSnapshot implements Snapshot {

    private record Looked(List<RunSummary> summaries, List<String> damages) {
    }

    private final Path location;
    private final JournalRuns journals;
    private final Set<RunId> ids;
    private volatile Looked looked;

    LoadedSnapshot(Path location, JournalRuns journals) {
        this.location = location;
        this.journals = journals;
        this.ids = new HashSet<>(journals.ids());
    }

    @Override
    public Path location() {
        return location;
    }

    @Override
    public List<RunSummary> runs() {
        return looked().summaries();
    }

    @Override
    public RecordedRun run(RunId id) {
        if (!ids.contains(id)) {
            throw new SnapshotException(SnapshotException.Cause.INPUT, "There is no run " + id + " in " + location + ".");
        }
        return journals.run(id, new ArrayList<>());
    }

    @Override
    public void forEachRun(Consumer<RecordedRun> reader) {
        List<RunSummary> summaries = new ArrayList<>();
        List<String> damages = new ArrayList<>(journals.damages());
        journals.forEach(run -> {
            summaries.add(RunSummary.of(run));
            reader.accept(run);
        }, damages);
        looked = new Looked(List.copyOf(summaries), List.copyOf(damages));
    }

    private Looked looked() {
        if (looked == null) {
            forEachRun(run -> { });
        }
        return looked;
    }

    @Override
    public List<ProcessInfo> processes() {
        return journals.processes();
    }

    @Override
    public List<String> damages() {
        return looked().damages();
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
