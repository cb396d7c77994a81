package dev.pathwarden.model.journal;

import dev.pathwarden.model.step.RunId;
import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/**
 * Events that stay encoded until one is asked for: decoded, a step takes ten times the memory, and in many small objects. Immutable.
 *
 * <p>Each call of {@link #get} decodes anew, in about two microseconds.
 */
final class EncodedEvents extends AbstractList<JournalEvent> implements RandomAccess {

    private final List<byte[]> events;

    /** @param events bytes of which each is a whole event, as {@link EventCodec#encode} writes them; not changed afterwards */
    EncodedEvents(List<byte[]> events) {
        this.events = List.copyOf(events);
    }

    @Override
    public JournalEvent get(int index) {
        return EventCodec.decode(new ByteSource(events.get(index)));
    }

    @Override
    public int size() {
        return events.size();
    }

    /** The run that the event belongs to, which is found without decoding the event; null for an event of a process. */
    RunId runOf(int index) {
        return EventCodec.runOf(events.get(index));
    }

    /** Whether the event tells of a step: that it was decided, held or ended. */
    boolean isOfStep(int index) {
        return EventCodec.isOfStep(events.get(index));
    }

    List<byte[]> bytes() {
        return events;
    }
}
