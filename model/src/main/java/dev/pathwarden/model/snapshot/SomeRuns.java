package dev.pathwarden.model.snapshot;

import dev.pathwarden.model.step.ProcessInfo;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RunId;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Some of the runs of a snapshot. */
final class SomeRuns implements Snapshot {

    private final Snapshot of;
    private final Set<RunId> ids;

    SomeRuns(Snapshot of, Set<RunId> ids) {
        this.of = of;
        this.ids = Set.copyOf(ids);
    }

    @Override
    public Path location() {
        return of.location();
    }

    @Override
    public List<RunSummary> runs() {
        return of.runs().stream().filter(summary -> ids.contains(summary.run().id())).toList();
    }

    @Override
    public RecordedRun run(RunId id) {
        if (!ids.contains(id)) {
            throw new SnapshotException(SnapshotException.Cause.INPUT, "Run " + id + " is none of those that were asked for in " + of.location() + ".");
        }
        return of.run(id);
    }

    @Override
    public List<ProcessInfo> processes() {
        return of.processes();
    }

    @Override
    public List<String> damages() {
        return of.damages();
    }

    @Override
    public void close() {
        // It belongs to the one that has all runs.
    }
}
