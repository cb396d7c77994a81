package dev.pathwarden.model.store;

import dev.pathwarden.model.search.FacetCounts;
import dev.pathwarden.model.search.FoundPlaces;
import dev.pathwarden.model.search.StepFilter;
import dev.pathwarden.model.snapshot.RunSummary;
import dev.pathwarden.model.snapshot.SealedRuns;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.step.ProcessInfo;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RunId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;

/**
 * An archive that stands for a store which was not verified: it is shown as that store, and says so. For any thread.
 *
 * @param location the store
 * @param archive what was taken out of it
 * @param warning the first of its damages
 * @param release deletes the archive once it is closed
 */
record UnverifiedSnapshot(Path location, Snapshot archive, String warning, Runnable release) implements Snapshot {

    @Override
    public List<RunSummary> runs() {
        return archive.runs();
    }

    @Override
    public RecordedRun run(RunId id) {
        return archive.run(id);
    }

    @Override
    public void forEachRun(Consumer<RecordedRun> reader) {
        archive.forEachRun(reader);
    }

    @Override
    public FoundPlaces find(StepFilter filter, DoubleConsumer progress) {
        return archive.find(filter, progress);
    }

    @Override
    public FacetCounts count(FoundPlaces among, DoubleConsumer progress) {
        return archive.count(among, progress);
    }

    @Override
    public boolean isIndexed() {
        return archive.isIndexed();
    }

    @Override
    public List<ProcessInfo> processes() {
        return archive.processes();
    }

    @Override
    public List<String> damages() {
        List<String> damages = new ArrayList<>(List.of(warning));
        damages.addAll(archive.damages());
        return damages;
    }

    @Override
    public Optional<SealedRuns> sealed() {
        return archive.sealed();
    }

    @Override
    public void close() {
        archive.close();
        release.run();
    }
}
