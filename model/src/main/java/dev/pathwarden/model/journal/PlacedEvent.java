package dev.pathwarden.model.journal;

import dev.pathwarden.model.step.RunId;

/**
 * An event as it stands in a chunk.
 *
 * @param offset where its record begins
 * @param bytes the event, encoded; not changed
 */
public record PlacedEvent(int offset, byte[] bytes) {

    /** The event, decoded anew by each call. */
    public JournalEvent event() {
        return EventCodec.decode(new ByteSource(bytes));
    }

    /** The run that it belongs to, found without decoding it; null for an event of a process. */
    public RunId run() {
        return EventCodec.runOf(new ByteSource(bytes));
    }
}
