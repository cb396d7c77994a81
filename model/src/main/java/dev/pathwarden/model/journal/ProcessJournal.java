package dev.pathwarden.model.journal;

import dev.pathwarden.model.step.RunId;
import java.util.List;

/**
 * What one process appended. Events that were read of a journal are kept encoded, and decoded each time that they are asked for.
 *
 * @param pid process id
 * @param startNanos when recording began in it, epoch nanoseconds
 * @param events its events in the order their places were reserved
 * @param lost events that it could not write, for want of room on the disk or because its directory was gone
 */
public record ProcessJournal(long pid, long startNanos, List<JournalEvent> events, long lost) {
    public ProcessJournal {
        events = events instanceof EncodedEvents ? events : List.copyOf(events);
    }

    /** As far as is known, nothing was lost. */
    public ProcessJournal(long pid, long startNanos, List<JournalEvent> events) {
        this(pid, startNanos, events, 0);
    }

    /** Events as they stand in chunks. */
    public static ProcessJournal of(long pid, long startNanos, List<PlacedEvent> events, long lost) {
        EncodedEvents.Builder encoded = new EncodedEvents.Builder();
        events.forEach(event -> encoded.add(event.bytes(), 0, event.bytes().length));
        return new ProcessJournal(pid, startNanos, encoded.build(), lost);
    }

    /** The run that the event at that place belongs to, found without decoding the event; null for an event of a process. */
    public RunId runOf(int index) {
        return events instanceof EncodedEvents encoded ? encoded.runOf(index) : JournalEvent.runOf(events.get(index));
    }

    /** Whether the event at that place tells of a step: that it was decided, held or ended. */
    public boolean isOfStep(int index) {
        return events instanceof EncodedEvents encoded ? encoded.isOfStep(index) : JournalEvent.isOfStep(events.get(index));
    }
}
