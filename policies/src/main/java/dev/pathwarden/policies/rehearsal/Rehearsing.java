package dev.pathwarden.policies.rehearsal;

import dev.pathwarden.model.snapshot.RunSummary;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.snapshot.SnapshotException;
import dev.pathwarden.model.step.RecordedRun;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.DoubleConsumer;

/** Goes with a {@link Rehearser} through all runs of snapshots and tells meanwhile what it came to so far. What cannot be read is told and counted, and the others are read all the same. For one thread, and one rehearsal. */
public final class Rehearsing {

    /** How long what was found is kept back at most, so that it is not put together for each run. */
    private static final Duration PACE = Duration.ofMillis(150);

    /** Is given what was found so far. */
    @FunctionalInterface
    public interface SoFar {
        /** @param part which part is done, from 0 to 1 */
        void found(Rehearsal rehearsal, double part);
    }

    private final Rehearser rehearser;
    private final DoubleConsumer progress;
    private final SoFar soFar;
    private final RehearsalSum sum = new RehearsalSum();
    private long toldNanos = System.nanoTime();
    private boolean told;

    /**
     * A rehearsal that begins.
     *
     * @param progress is told after each run which part is done, from 0 to 1; what it throws ends the rehearsal
     * @param soFar is given what was found, with the first hit and then now and then
     */
    public Rehearsing(Rehearser rehearser, DoubleConsumer progress, SoFar soFar) {
        this.rehearser = rehearser;
        this.progress = progress;
        this.soFar = soFar;
    }

    /** Rehearses on all runs of an open snapshot. */
    public Rehearsal over(Snapshot snapshot) {
        read(snapshot, 0, 1);
        return sum.rehearsal(true);
    }

    private void read(Snapshot snapshot, double from, double to) {
        sum.addRecording();
        if (snapshot.isIndexed()) {
            readIndexed(snapshot, from, to);
        } else {
            readThrough(snapshot, from, to);
        }
        snapshot.damages().forEach(sum::tell);
    }

    private void readIndexed(Snapshot snapshot, double from, double to) {
        List<RunSummary> runs = snapshot.runs();
        progress.accept(from);
        for (int i = 0; i < runs.size(); i++) {
            try {
                add(snapshot.location(), snapshot.run(runs.get(i).run().id()));
            } catch (SnapshotException e) {
                sum.addUnreadable(e.getMessage());
            }
            done(from + (to - from) * (i + 1) / runs.size());
        }
    }

    /** Journals put a run together when it is read: there is no cheaper way to any of them than through all. */
    private void readThrough(Snapshot snapshot, double from, double to) {
        try {
            snapshot.forEachRun(run -> {
                add(snapshot.location(), run);
                done(from);
            });
        } catch (SnapshotException e) {
            sum.addUnreadable(e.getMessage());
        }
        done(to);
    }

    private void add(Path recording, RecordedRun run) {
        sum.add(rehearser.rehearse(recording, run));
    }

    private void done(double part) {
        progress.accept(part);
        long now = System.nanoTime();
        if (!told && sum.hasHits() || now - toldNanos > PACE.toNanos()) {
            told = true;
            soFar.found(sum.rehearsal(false), part);
            toldNanos = System.nanoTime();
        }
    }
}
