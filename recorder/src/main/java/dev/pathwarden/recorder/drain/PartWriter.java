package dev.pathwarden.recorder.drain;

import dev.pathwarden.model.snapshot.Parts;
import dev.pathwarden.model.snapshot.RunSummary;
import dev.pathwarden.model.snapshot.Seal;
import dev.pathwarden.model.snapshot.SnapshotWriter;
import dev.pathwarden.model.snapshot.Snapshots;
import dev.pathwarden.model.step.ProcessInfo;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RunId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The part of a recording that is being written. For one thread. */
final class PartWriter {

    private final Path location;
    private final SnapshotWriter writer;
    private final long begunNanos;
    private final Set<RunId> runs = new HashSet<>();
    private final Set<String> sets = new HashSet<>();
    private final List<String> damages = new ArrayList<>();
    private final List<ProcessInfo> processes = new ArrayList<>();
    private int goOn;
    private long steps;
    private long blocked;
    private MadePart.Added added = MadePart.Added.NOTHING;

    private PartWriter(Path location, SnapshotWriter writer, long begunNanos) {
        this.location = location;
        this.writer = writer;
        this.begunNanos = begunNanos;
    }

    /**
     * @param nanos now, on the clock that {@link #begunNanos} is asked on
     * @param now what it is named by
     */
    static PartWriter begin(Path directory, Seal seal, long nanos, Instant now) throws IOException {
        Path location = Parts.next(directory, now);
        return new PartWriter(location, Snapshots.create(location, seal), nanos);
    }

    String name() {
        return location.getFileName().toString();
    }

    long begunNanos() {
        return begunNanos;
    }

    /** Whether a piece of that run is in it: another one has to wait for the next part. */
    boolean has(RunId run) {
        return runs.contains(run);
    }

    /** @param goesOn more may come of it */
    void add(RecordedRun run, boolean goesOn) {
        writer.add(run);
        RunSummary summary = RunSummary.of(run);
        runs.add(run.run().id());
        steps += summary.steps();
        blocked += summary.blocked();
        if (goesOn) {
            goOn++;
            writer.damage(Parts.goesOn(run.run().id()));
        }
    }

    /** So much of what was added is in no part before. */
    void count(MadePart.Added more) {
        added = added.and(more);
    }

    /** A run in it went through the process of that file set. */
    void need(String set) {
        sets.add(set);
    }

    boolean needs(String set) {
        return sets.contains(set);
    }

    void add(ProcessInfo process) {
        processes.add(process);
        writer.add(process);
    }

    void damage(String sentence) {
        damages.add(sentence);
        writer.damage(sentence);
    }

    /** Once this returns the part outlives the machine. */
    MadePart finish() {
        writer.close();
        return new MadePart(location, runs.size(), goOn, steps, blocked, added, processes, damages);
    }

    /** Gives it up, where it was not finished. */
    void abandon() {
        writer.abandon();
    }
}
