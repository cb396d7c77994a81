package dev.pathwarden.model.snapshot;

import dev.pathwarden.model.step.ProcessInfo;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RunId;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs that are all in memory, as read from journals. Immutable. */
final class LoadedSnapshot implements Snapshot {

    private final Path location;
    private final Map<RunId, RecordedRun> runs = new LinkedHashMap<>();
    private final List<RunSummary> summaries;
    private final List<ProcessInfo> processes;
    private final List<String> damages;

    LoadedSnapshot(Path location, MergedRuns merged) {
        this.location = location;
        merged.runs().forEach(run -> runs.put(run.run().id(), run));
        this.summaries = runs.values().stream().map(RunSummary::of).toList();
        this.processes = merged.processes();
        this.damages = merged.damages();
    }

    @Override
    public Path location() {
        return location;
    }

    @Override
    public List<RunSummary> runs() {
        return summaries;
    }

    @Override
    public RecordedRun run(RunId id) {
        RecordedRun run = runs.get(id);
        if (run == null) {
            throw new SnapshotException(SnapshotException.Cause.INPUT, "There is no run " + id + " in " + location + ".");
        }
        return run;
    }

    @Override
    public List<ProcessInfo> processes() {
        return processes;
    }

    @Override
    public List<String> damages() {
        return damages;
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
