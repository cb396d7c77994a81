package dev.pathwarden.model.snapshot;

import dev.pathwarden.model.journal.JournalEvent;
import dev.pathwarden.model.step.ProcessInfo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The events of one run in one process, by ticket. */
final class RunEvents {

    private record Ticketed(long ticket, JournalEvent event) {
    }

    private final ProcessInfo process;
    private final List<Ticketed> events = new ArrayList<>();

    RunEvents(ProcessInfo process) {
        this.process = process;
    }

    ProcessInfo process() {
        return process;
    }

    void add(long ticket, JournalEvent event) {
        events.add(new Ticketed(ticket, event));
    }

    /** The events by ticket; those with the same one in the order they were appended. */
    List<JournalEvent> inOrder() {
        return events.stream().sorted(Comparator.comparingLong(Ticketed::ticket)).map(Ticketed::event).toList();
    }
}
