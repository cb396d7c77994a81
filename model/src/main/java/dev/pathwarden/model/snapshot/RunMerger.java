package dev.pathwarden.model.snapshot;

import dev.pathwarden.model.journal.JournalContents;
import dev.pathwarden.model.step.RecordedRun;
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
        journals.forEach(runs::add, damages);
        return new MergedRuns(runs, journals.processes(), damages);
    }
}
