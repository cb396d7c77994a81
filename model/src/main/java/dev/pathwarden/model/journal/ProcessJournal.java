package dev.pathwarden.model.journal;

import java.util.List;

/**
 * What one process appended.
 *
 * @param pid process id
 * @param startNanos when recording began in it, epoch nanoseconds
 * @param events its events in the order their places were reserved
 * @param lost events that it could not write, for want of room on the disk or because its directory was gone
 */
public record ProcessJournal(long pid, long startNanos, List<JournalEvent> events, long lost) {
    public ProcessJournal {
        events = List.copyOf(events);
    }

    /** As far as is known, nothing was lost. */
    public ProcessJournal(long pid, long startNanos, List<JournalEvent> events) {
        this(pid, startNanos, events, 0);
    }
}
