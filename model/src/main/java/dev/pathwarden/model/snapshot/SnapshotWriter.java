package dev.pathwarden.model.snapshot;

import dev.pathwarden.model.step.ProcessInfo;
import dev.pathwarden.model.step.RecordedRun;

/**
 * Makes a snapshot. For one thread; what was added can be read once {@link #close} has returned.
 *
 * <p>Every method throws {@link SnapshotException} where the disk is full or rights are missing. Such a snapshot stays unfinished, and
 * is refused when opened.
 */
public interface SnapshotWriter extends AutoCloseable {

    /** Adds a run. A second one with the same id is left out and named among the damages. */
    void add(RecordedRun run);

    /** Adds a watched process. */
    void add(ProcessInfo process);

    /** Notes in one sentence what could not be read of the source. */
    void damage(String sentence);

    /** Finishes the snapshot and forces it to disk. */
    @Override
    void close();
}
