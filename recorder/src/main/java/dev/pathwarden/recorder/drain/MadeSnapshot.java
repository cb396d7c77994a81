package dev.pathwarden.recorder.drain;

import dev.pathwarden.model.snapshot.RunSummary;
import dev.pathwarden.model.step.ProcessInfo;
import java.nio.file.Path;
import java.util.List;

/**
 * A snapshot that was made of journals.
 *
 * @param location where it lies
 * @param runs its runs
 * @param processes the processes that were watched
 * @param damages what could not be read, and what is not sure of the snapshot, one sentence each
 */
public record MadeSnapshot(Path location, List<RunSummary> runs, List<ProcessInfo> processes, List<String> damages) {

    public MadeSnapshot {
        runs = List.copyOf(runs);
        processes = List.copyOf(processes);
        damages = List.copyOf(damages);
    }

    /** Steps of all runs. */
    public long steps() {
        return runs.stream().mapToLong(RunSummary::steps).sum();
    }

    /** Steps that a guardrail stopped. */
    public long blocked() {
        return runs.stream().mapToLong(RunSummary::blocked).sum();
    }

    /** Actions that were seen outside of any run. */
    public long outside() {
        return processes.stream().mapToLong(ProcessInfo::outside).sum();
    }
}
