package dev.pathwarden.model.snapshot;

import dev.pathwarden.model.search.FacetCounter;
import dev.pathwarden.model.search.FacetCounts;
import dev.pathwarden.model.search.FoundPlaces;
import dev.pathwarden.model.search.FoundSteps;
import dev.pathwarden.model.search.StepFilter;
import dev.pathwarden.model.step.ProcessInfo;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RunId;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;

/**
 * Recorded runs, read from a store, a journal directory or an archive; {@link Snapshots#open} finds out which.
 *
 * <p>Reading is safe for any thread. Runs are read on demand; a snapshot keeps none in memory but their summaries.
 */
public interface Snapshot extends AutoCloseable {

    /** Where it was read from. */
    Path location();

    /** Every run without its steps, in the order they started; runs without a clock in the order they were read. */
    List<RunSummary> runs();

    /**
     * One run with all its steps.
     *
     * @throws SnapshotException if there is no such run, or what is stored of it is damaged
     */
    RecordedRun run(RunId id);

    /**
     * Every run with all its steps, one after the other in the order of {@link #runs}: the cheapest way to read them all.
     *
     * @throws SnapshotException if what is stored of one is damaged
     */
    default void forEachRun(Consumer<RecordedRun> reader) {
        runs().forEach(summary -> reader.accept(run(summary.run().id())));
    }

    /**
     * Looks for steps in all runs.
     *
     * @param progress is told now and then which part of all was looked through, from 0 to 1, by any thread; what it throws ends the search
     * @throws SnapshotException if what is stored of a run is damaged
     */
    default FoundPlaces find(StepFilter filter, DoubleConsumer progress) {
        Map<RunId, BitSet> found = new HashMap<>();
        double runs = runs().size();
        forEachRun(run -> {
            found.put(run.run().id(), filter.places(run));
            progress.accept(found.size() / runs);
        });
        return FoundPlaces.of(found);
    }

    /**
     * Looks for steps in all runs.
     *
     * @param most how many of them are named; all are counted
     * @throws SnapshotException if what is stored of a run is damaged
     */
    default FoundSteps find(StepFilter filter, int most) {
        return find(filter, done -> { }).first(runs().stream().map(summary -> summary.run().id()).toList(), most);
    }

    /**
     * Counts steps by their facets.
     *
     * @param among the steps to count; null for all
     * @param progress is told now and then which part of all was counted, from 0 to 1, by any thread; what it throws ends the counting
     * @throws SnapshotException if what is stored of a run is damaged
     */
    default FacetCounts count(FoundPlaces among, DoubleConsumer progress) {
        FacetCounter counter = new FacetCounter();
        double runs = runs().size();
        int[] read = {0};
        forEachRun(run -> {
            counter.add(run, among == null ? StepFilter.ALL.places(run) : among.in(run.run().id()));
            progress.accept(++read[0] / runs);
        });
        return counter.counts();
    }

    /** Whether steps are found by what is written beside the runs, as opposed to by reading every run. */
    default boolean isIndexed() {
        return false;
    }

    /** The watched processes, in the order they started; empty for imported runs. */
    List<ProcessInfo> processes();

    /** What could not be read, one sentence each; empty for a whole snapshot. */
    List<String> damages();

    /** What its runs can be verified with; empty for journals, and for snapshots and archives of a version that had no evidence. */
    default Optional<SealedRuns> sealed() {
        return Optional.empty();
    }

    @Override
    void close();
}
