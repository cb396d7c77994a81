package dev.pathwarden.model.journal;

import java.util.List;

/**
 * What one process appended.
 *
 * @param pid process id
 * @param startNanos when recording began in it, epoch nanoseconds
 * @param events its events in the order their places were reserved
 */
public record ProcessJournal(long pid, long startNanos, List<JournalEvent> events) {
    public ProcessJournal {
        events = List.copyOf(events);
    }
}
