package dev.pathwarden.recorder.agent;

import dev.pathwarden.model.journal.JournalWriter;
import java.io.File;
import java.io.PrintStream;

/** Says on standard error, at the orderly end of the process, that not all of it was recorded: nobody may look at a journal that is there no more. */
final class UnrecordedEvents {

    private final JournalWriter journal;
    private final File directory;
    /** The program may replace it. */
    private final PrintStream err = System.err;

    UnrecordedEvents(JournalWriter journal, File directory) {
        this.journal = journal;
        this.directory = directory;
    }

    /** @param end writes what comes last; behind it a recorder may have taken the journal away */
    void tellAround(Runnable end) {
        boolean there = journal.isThere();
        end.run();
        long dropped = journal.dropped();
        if (!there) {
            err.println("pathwarden: the journal of this process was deleted from " + directory + " while it was written; what no recorder had read by then, as 'pathwarden run' does, is lost"
                    + (dropped > 0 ? ", and " + dropped + " events could not be written at all." : "."));
        } else if (dropped > 0) {
            err.println("pathwarden: " + dropped + (dropped == 1 ? " event" : " events") + " of this process could not be recorded, because nothing more could be written to " + directory
                    + ": see that there is room and that it can be written. The record says how many are missing.");
        }
    }
}
