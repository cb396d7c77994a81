package dev.pathwarden.model.journal;

import java.util.List;

/**
 * What could be read of a journal.
 *
 * @param processes one entry per process, in the order recording began in them
 * @param damages what could not be read, one sentence each; empty for a whole journal
 */
public record JournalContents(List<ProcessJournal> processes, List<String> damages) {

    public JournalContents {
        processes = List.copyOf(processes);
        damages = List.copyOf(damages);
    }

    /** The events of all processes, one process after the other. */
    public List<JournalEvent> events() {
        return processes.stream().flatMap(process -> process.events().stream()).toList();
    }
}
