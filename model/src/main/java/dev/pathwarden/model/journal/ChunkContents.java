package dev.pathwarden.model.journal;

import java.io.IOException;
import java.util.List;

/**
 * What could be read of one chunk.
 *
 * @param events in the order of their places
 * @param damages one sentence each
 * @param lost events that could not be written while this was the journal's last chunk
 */
record ChunkContents(EncodedEvents events, List<String> damages, long lost) {

    /** A file that could not be read at all. */
    static ChunkContents unreadable(ChunkName name, IOException reason) {
        return new ChunkContents(EncodedEvents.NONE, List.of(unreadable(name, reason, "its events are missing")), 0);
    }

    static String unreadable(ChunkName name, IOException reason, String lost) {
        String why = reason instanceof java.nio.file.AccessDeniedException ? "no rights" : reason.getMessage();
        return "The journal file " + name.file() + " cannot be read (" + why + "); " + lost + ".";
    }
}
