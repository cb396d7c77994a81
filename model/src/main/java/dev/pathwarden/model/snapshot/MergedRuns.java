package dev.pathwarden.model.snapshot;

import dev.pathwarden.model.step.ProcessInfo;
import dev.pathwarden.model.step.RecordedRun;
import java.util.List;

/**
 * Journals put together.
 *
 * @param runs the runs, in the order they started
 * @param processes the processes, in the order recording began in them
 * @param damages what could not be read or does not fit together, one sentence each
 */
public record MergedRuns(List<RecordedRun> runs, List<ProcessInfo> processes, List<String> damages) {
    public MergedRuns {
        runs = List.copyOf(runs);
        processes = List.copyOf(processes);
        damages = List.copyOf(damages);
    }
}
