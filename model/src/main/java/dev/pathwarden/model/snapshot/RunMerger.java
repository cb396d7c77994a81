package dev.pathwarden.model.snapshot;

import dev.pathwarden.model.journal.JournalContents;
import dev.pathwarden.model.journal.JournalEvent;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RunId;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes runs of journals, all at once.
 *
 * <p>A pure function; the same journals always give the same runs. {@link JournalRuns} makes one after the other.
 */
public final class RunMerger {

    private RunMerger() {
    }

    /** Merges what was read of one or several journals. */
    public static MergedRuns merge(JournalContents contents) {
        JournalRuns journals = new JournalRuns(contents);
        List<String> damages = new ArrayList<>(journals.damages());
        List<RecordedRun> runs = new ArrayList<>();
        journals.ids().forEach(id -> runs.add(journals.run(id, damages)));
        return new MergedRuns(runs, journals.processes(), damages);
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
