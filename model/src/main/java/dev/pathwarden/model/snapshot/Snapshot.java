package dev.pathwarden.model.snapshot;

import dev.pathwarden.model.search.FoundStep;
import dev.pathwarden.model.search.FoundSteps;
import dev.pathwarden.model.search.StepFilter;
import dev.pathwarden.model.step.ProcessInfo;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RunId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

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
     * @param most how many of them are named; all are counted
     * @throws SnapshotException if what is stored of a run is damaged
     */
    default FoundSteps find(StepFilter filter, int most) {
        List<FoundStep> found = new ArrayList<>();
        long[] total = {0};
        forEachRun(run -> {
            for (int i = 0; i < run.steps().size(); i++) {
                if (filter.test(run.steps().get(i))) {
                    total[0]++;
                    if (found.size() < most) {
                        found.add(new FoundStep(run.run().id(), i));
                    }
                }
            }
        });
        return new FoundSteps(found, total[0]);
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
