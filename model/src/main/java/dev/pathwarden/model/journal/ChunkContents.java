package dev.pathwarden.model.journal;

import java.io.IOException;
import java.util.List;

/**
 * What could be read of one chunk.
 *
 * @param events in the order of their places
 * @param damages one sentence each
 */
record ChunkContents(List<JournalEvent> events, List<String> damages) {

    /** A file that could not be read at all. */
    static ChunkContents unreadable(ChunkName name, IOException reason) {
        return new ChunkContents(List.of(), List.of(unreadable(name, reason, "its events are missing")));
    }

    static String unreadable(ChunkName name, IOException reason, String lost) {
        String why = reason instanceof java.nio.file.AccessDeniedException ? "no rights" : reason.getMessage();
        return "The journal file " + name.file() + " cannot be read (" + why + "); " + lost + ".";
    }
}
