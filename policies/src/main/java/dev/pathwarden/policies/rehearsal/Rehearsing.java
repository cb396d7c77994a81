package dev.pathwarden.policies.rehearsal;

import dev.pathwarden.model.snapshot.RunSummary;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.snapshot.SnapshotException;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.policies.dryrun.SeenRun;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import java.util.function.Function;

/**
 * Goes with a {@link Rehearser} through all runs of snapshots and tells meanwhile what it came to so far. What cannot be read is told and counted, and the others are read all the same. For one thread, and one rehearsal.
 *
 * <p>Runs are read by that thread and rehearsed by as many as there are processors; what comes of them is put together in the order in which they were read, so that it is the same each time.
 */
public final class Rehearsing implements AutoCloseable {

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
    private final Set<RunId> read = new HashSet<>();
    private final RehearsalSum sum;
    /** Null where nobody asks what guardrails cost. */
    private final Costs.Count costs;
    private final SideBySide<RunRehearsal> sideBySide = new SideBySide<>();
    private long toldNanos = System.nanoTime();
    private boolean told;

    /**
     * A rehearsal that begins.
     *
     * @param progress is told after each run which part is done, from 0 to 1; what it throws ends the rehearsal
     * @param soFar is given what was found, with the first hit and then now and then
     */
    public Rehearsing(Rehearser rehearser, DoubleConsumer progress, SoFar soFar) {
        this(rehearser, progress, soFar, null);
    }

    private Rehearsing(Rehearser rehearser, DoubleConsumer progress, SoFar soFar, Costs.Count costs) {
        this.rehearser = rehearser;
        this.progress = progress;
        this.soFar = soFar;
        this.costs = costs;
        sum = new RehearsalSum(rehearser.beside(), costs);
    }

    /** A rehearsal that begins, as {@link #Rehearsing}, and measures on a sample of the steps what the guardrails cost. */
    public static Rehearsing measuring(Rehearser rehearser, DoubleConsumer progress, SoFar soFar) {
        return new Rehearsing(rehearser, progress, soFar, new Costs.Count());
    }

    /**
     * Rehearses on all runs of an open snapshot. Runs in which something is likely to be found are read first; those that no guardrail is for are not read, which gives the same.
     *
     * @param kept what was found in its runs before
     */
    public Rehearsal over(Snapshot snapshot, SeenRuns kept) {
        try (this) {
            RecordingState before = RecordingState.of(snapshot.location());
            read(snapshot, kept, 0, 1);
            before.change(snapshot.location()).ifPresent(sum::tell);
            return sum.rehearsal(true);
        }
    }

    /**
     * Rehearses on all runs of the snapshots in a folder, one after the other; a run that stands in several is read once.
     *
     * @param opener opens one, which is closed here
     */
    public Rehearsal over(RecordingFolder folder, Function<Path, Snapshot> opener) {
        try (this) {
            folder.leftOut().forEach(sum::addUnreadable);
            readAll(folder.recordings(), opener);
            return sum.rehearsal(true);
        }
    }

    private void readAll(List<Path> recordings, Function<Path, Snapshot> opener) {
        for (int i = 0; i < recordings.size(); i++) {
            Path recording = recordings.get(i);
            double from = (double) i / recordings.size();
            double to = (i + 1.0) / recordings.size();
            RecordingState before = RecordingState.of(recording);
            try (Snapshot snapshot = opener.apply(recording)) {
                read(snapshot, null, from, to);
            } catch (SnapshotException e) {
                sum.addUnreadable(e.getMessage());
            }
            before.change(recording).ifPresent(sum::tell);
            done(to);
        }
    }

    /**
     * Adds a run that was read elsewhere.
     *
     * @param then is given what it came to, now or while another one is added or all are put together; runs follow each other as they were added
     */
    public void add(Path recording, RecordedRun run, Consumer<RunRehearsal> then) {
        work(run, wanted -> rehearser.rehearse(recording, run, wanted), one -> {
            sum.add(one);
            then.accept(one);
        });
    }

    /** All that was read came to this. */
    public Rehearsal rehearsal() {
        sideBySide.finish();
        return sum.rehearsal(true);
    }

    /** Ends work that is still under way. What was read can still be {@link #rehearsal put together} where it was before. */
    @Override
    public void close() {
        sideBySide.close();
    }

    /** Rehearses a run, beside others but for those on which costs are measured. */
    private void work(RecordedRun run, Function<Costs.Count, RunRehearsal> work, Consumer<RunRehearsal> then) {
        if (costs != null && costs.wants(run)) {
            sideBySide.finish();
            then.accept(work.apply(costs));
        } else {
            sideBySide.add(() -> work.apply(null), then);
        }
    }

    private void read(Snapshot snapshot, SeenRuns kept, double from, double to) {
        sum.addRecording();
        if (snapshot.isIndexed()) {
            readIndexed(snapshot, kept, from, to);
        } else {
            readThrough(snapshot, from, to);
        }
        snapshot.damages().forEach(sum::tell);
    }

    private void readIndexed(Snapshot snapshot, SeenRuns kept, double from, double to) {
        progress.accept(from);
        Order order = Order.of(snapshot, rehearser, part -> progress.accept(from));
        List<RunSummary> again = new ArrayList<>();
        List<RunSummary> first = new ArrayList<>();
        List<RunSummary> then = new ArrayList<>();
        int silent = 0;
        List<RunSummary> runs = snapshot.runs().stream().filter(run -> read.add(run.run().id())).toList();
        for (RunSummary run : runs) {
            RunRehearsal silence = order.isAsked(run.run().id()) ? null : rehearser.silent(run);
            if (silence != null) {
                sum.add(silence);
                silent++;
            } else {
                (kept != null && kept.wasHit(run.run().id()) ? again : order.isFirst(run.run().id()) || run.verdicts() > 0 ? first : then).add(run);
            }
        }
        again.addAll(first);
        again.addAll(then);
        int told = silent;
        for (int i = 0; i < again.size(); i++) {
            double part = from + (to - from) * (told + i + 1) / runs.size();
            try {
                RunSummary run = again.get(i);
                // In a run that no guardrail is for there is nothing to be found: only its recorded verdicts matter.
                add(snapshot, run, order.isAsked(run.run().id()) ? kept : null, part);
            } catch (SnapshotException e) {
                sideBySide.finish();
                sum.addUnreadable(e.getMessage());
                done(part);
            }
        }
        sideBySide.finish();
    }

    private void add(Snapshot snapshot, RunSummary summary, SeenRuns kept, double part) {
        RunId id = summary.run().id();
        SeenRun seen = kept == null ? null : kept.get(id);
        RecordedRun before = kept == null ? null : kept.read(id);
        RecordedRun run = before == null ? snapshot.run(id) : before;
        work(run, wanted -> {
            if (seen != null && rehearser.isSeen(seen)) {
                return rehearser.rehearse(snapshot.location(), seen, wanted);
            }
            RunRehearsal bare = rehearser.bare(snapshot.location(), run, wanted);
            boolean room = kept != null && (before != null || kept.hasRoom(run.steps().size()));
            if (bare != null) {
                if (room && before == null) {
                    kept.keep(run);
                }
                return bare;
            }
            SeenRun found = room ? rehearser.see(run) : null;
            if (found == null) {
                return rehearser.rehearse(snapshot.location(), run, wanted);
            }
            kept.keep(found);
            return rehearser.rehearse(snapshot.location(), found, wanted);
        }, one -> {
            sum.add(one);
            if (kept != null) {
                kept.noteHit(id, one.report().summary().decisions().size() > 0);
            }
            done(part);
        });
    }

    /** Journals put a run together when it is read: there is no cheaper way to any of them than through all. */
    private void readThrough(Snapshot snapshot, double from, double to) {
        try {
            snapshot.forEachRun(run -> {
                if (read.add(run.run().id())) {
                    add(snapshot.location(), run, one -> done(from));
                } else {
                    done(from);
                }
            });
        } catch (SnapshotException e) {
            sum.addUnreadable(e.getMessage());
        }
        sideBySide.finish();
        done(to);
    }

    private void done(double part) {
        progress.accept(part);
        long now = System.nanoTime();
        boolean hit = sum.hasHits();
        if (hit && !told || now - toldNanos > PACE.toNanos()) {
            told |= hit;
            soFar.found(sum.rehearsal(false), part);
            toldNanos = System.nanoTime();
        }
    }
}
