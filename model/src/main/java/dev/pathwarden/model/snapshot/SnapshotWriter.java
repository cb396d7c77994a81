package dev.pathwarden.model.snapshot;

import dev.pathwarden.model.step.ProcessInfo;
import dev.pathwarden.model.step.RecordedRun;

/**
 * Makes a snapshot. For one thread; what was added can be read once {@link #close} has returned.
 *
 * <p>Every method throws {@link SnapshotException} where the disk is full or rights are missing, and nothing is left of the snapshot once it is closed. One whose process was killed is unfinished,
 * is refused when opened, and can be begun anew in the same place.
 */
public interface SnapshotWriter extends AutoCloseable {

    /** Adds a run. A second one with the same id is left out and named among the damages. */
    void add(RecordedRun run);

    /** Adds a watched process. */
    void add(ProcessInfo process);

    /** Notes in one sentence what could not be read of the source. */
    void damage(String sentence);

    /** Gives the snapshot up, and deletes what was written of it as far as that can be done. {@link #close} does nothing afterwards. */
    void abandon();

    /** What is not sure of the snapshot once it is closed, in one sentence: where its file system does not let names be forced. Null where all is as {@link #close} says. */
    default String weakness() {
        return null;
    }

    /** Finishes the snapshot. Once this returns it outlives the machine: everything in it is forced to disk, its digests and all names included. */
    @Override
    void close();
}
