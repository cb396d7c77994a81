package dev.pathwarden.workbench.filter;

import dev.pathwarden.model.search.FoundPlaces;
import dev.pathwarden.model.snapshot.RunSummary;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.step.ProcessInfo;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RunId;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A snapshot that grows, for one search: remembers which steps stood in each run when the search read it, because places found there mean others once the run grew in its middle. Eight bytes for each step. For one thread. */
final class SeenRuns implements Snapshot {

    private final Snapshot of;
    private final Map<RunId, long[]> seen = new HashMap<>();

    SeenRuns(Snapshot of) {
        this.of = of;
    }

    @Override
    public Path location() {
        return of.location();
    }

    @Override
    public List<RunSummary> runs() {
        return of.runs();
    }

    @Override
    public RecordedRun run(RunId id) {
        return see(of.run(id));
    }

    @Override
    public void forEachRun(Consumer<RecordedRun> reader) {
        of.forEachRun(run -> reader.accept(see(run)));
    }

    private RecordedRun see(RecordedRun run) {
        seen.put(run.run().id(), run.steps().stream().mapToLong(step -> step.id().value()).toArray());
        return run;
    }

    /** How many steps the run had when it was read; none where it was not. */
    int steps(RunId run) {
        return seen.getOrDefault(run, new long[0]).length;
    }

    /** The ids of the steps at these places, by run. */
    Map<RunId, long[]> ids(FoundPlaces places) {
        Map<RunId, long[]> ids = new HashMap<>();
        places.runs().forEach(run -> ids.put(run, places.in(run).stream().mapToLong(place -> seen.get(run)[place]).toArray()));
        return ids;
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
        // What grows goes on behind the search.
    }
}
