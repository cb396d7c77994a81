package dev.pathwarden.model.snapshot;

import dev.pathwarden.model.journal.JournalContents;
import dev.pathwarden.model.journal.JournalEvent;
import dev.pathwarden.model.journal.ProcessJournal;
import dev.pathwarden.model.step.BundleChange;
import dev.pathwarden.model.step.ProcessInfo;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RunId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes runs of journals: a run that went through several processes becomes one path.
 *
 * <p>A pure function; the same journals always give the same runs.
 */
public final class RunMerger {

    /** Order in which runs started; those without a clock come last, in the order they were read. */
    static final Comparator<RecordedRun> BY_START = Comparator.comparing(run -> run.run().startNanos(), Comparator.nullsLast(Comparator.naturalOrder()));

    private RunMerger() {
    }

    /** Merges what was read of one or several journals. */
    public static MergedRuns merge(JournalContents contents) {
        List<ProcessInfo> processes = new ArrayList<>();
        List<String> damages = new ArrayList<>(contents.damages());
        Map<RunId, RunMerge> merges = new LinkedHashMap<>();
        for (ProcessJournal journal : contents.processes()) {
            ProcessInfo process = processOf(journal);
            processes.add(process);
            for (JournalEvent event : journal.events()) {
                RunId run = runOf(event);
                if (run != null) {
                    merges.computeIfAbsent(run, RunMerge::new).add(process, event);
                }
            }
        }
        List<RecordedRun> runs = new ArrayList<>();
        merges.values().forEach(merge -> runs.add(merge.merge(damages)));
        runs.sort(BY_START);
        return new MergedRuns(runs, processes, damages);
    }

    private static ProcessInfo processOf(ProcessJournal journal) {
        ProcessInfo last = null;
        List<BundleChange> bundles = new ArrayList<>();
        for (JournalEvent event : journal.events()) {
            if (event instanceof JournalEvent.ProcessSeen seen) {
                last = seen.process();
            } else if (event instanceof JournalEvent.BundleChanged changed) {
                bundles.add(changed.change());
            }
        }
        // A journal cut before the first event still had a process behind it.
        ProcessInfo told = last != null ? last : new ProcessInfo(journal.pid(), journal.startNanos(), "", "", null, null, List.of(), 0, 0);
        ProcessInfo process = bundles.isEmpty() ? told : told.withBundles(bundles);
        // What a process says of itself it may have said before it lost more, and could not say any more afterwards.
        return journal.lost() > process.dropped() ? process.withDropped(journal.lost()) : process;
    }

    /** The run that an event belongs to; null for an event of a process. */
    public static RunId runOf(JournalEvent event) {
        if (event instanceof JournalEvent.StepDecided decided) {
            return decided.step().run();
        } else if (event instanceof JournalEvent.StepEnded ended) {
            return ended.run();
        } else if (event instanceof JournalEvent.StepHeld held) {
            return held.run();
        } else if (event instanceof JournalEvent.RunStarted started) {
            return started.run().id();
        } else if (event instanceof JournalEvent.RunEnded ended) {
            return ended.run();
        } else if (event instanceof JournalEvent.LabelsCame came) {
            return came.run();
        }
        return null;
    }
}
