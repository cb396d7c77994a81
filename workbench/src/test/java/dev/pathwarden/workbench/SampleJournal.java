package dev.pathwarden.workbench;

import dev.pathwarden.model.journal.JournalEvent;
import dev.pathwarden.model.journal.JournalWriter;
import dev.pathwarden.model.step.ProcessInfo;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Run;
import dev.pathwarden.model.step.Status;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Leaves the demo's runs as a journal, as a recorder would. */
public final class SampleJournal {

    private SampleJournal() {
    }

    /** Writes both demo runs into a directory and returns it. */
    public static Path write(Path directory) throws IOException {
        ProcessInfo process = SampleSnapshot.demo().processes().getFirst();
        try (JournalWriter writer = JournalWriter.create(directory.toFile(), process.pid(), process.startNanos())) {
            writer.append(new JournalEvent.ProcessSeen(process));
            append(writer, SampleRuns.stopped());
            append(writer, SampleRuns.allowed());
        }
        return directory;
    }

    private static void append(JournalWriter writer, RecordedRun recorded) {
        Run run = recorded.run();
        writer.append(new JournalEvent.RunStarted(new Run(run.id(), run.agent(), run.agentName(), run.agentVersion(), Status.UNFINISHED, run.startNanos(), null, run.attributes())));
        Map<Integer, JournalEvent> events = new TreeMap<>();
        for (RecordedStep step : recorded.steps()) {
            events.put(step.decidedAt(), new JournalEvent.StepDecided(step.step(), step.decision()));
            events.put(step.endedAt(), new JournalEvent.StepEnded(run.id(), step.id(), step.outcome()));
        }
        events.values().forEach(writer::append);
        writer.append(new JournalEvent.RunEnded(run.id(), run.endNanos(), run.status()));
    }

    /** Writes the journal for trying the workbench by hand; the argument is the directory. */
    public static void main(String[] arguments) throws IOException {
        write(Path.of(arguments[0]));
    }
}
