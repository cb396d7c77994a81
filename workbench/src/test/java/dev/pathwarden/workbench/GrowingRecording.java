package dev.pathwarden.workbench;

import dev.pathwarden.model.journal.JournalEvent;
import dev.pathwarden.model.journal.JournalWriter;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.snapshot.SnapshotWriter;
import dev.pathwarden.model.snapshot.Snapshots;
import dev.pathwarden.model.step.Decision;
import dev.pathwarden.model.step.Facts;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.Outcome;
import dev.pathwarden.model.step.ProcessInfo;
import dev.pathwarden.model.step.Run;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.StepId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A recording that this process writes, as an agent does, until it is sealed or closed. */
public final class GrowingRecording implements AutoCloseable {

    /** The run that begins with the recording. */
    public static final RunId RUN = new RunId(1, 1);

    private static final long MILLI = 1_000_000;

    private final Path directory;
    private final JournalWriter writer;
    private final long start = System.currentTimeMillis() * MILLI;
    private long tickets;
    private long lastId;

    public GrowingRecording(Path directory) throws IOException {
        this.directory = directory;
        writer = JournalWriter.create(directory.resolve("journal").toFile(), ProcessHandle.current().pid(), start);
        writer.append(new JournalEvent.ProcessSeen(new ProcessInfo(ProcessHandle.current().pid(), start, "Agent", "25", null, null, List.of(), 0, 0)));
        begin(RUN);
    }

    public Path directory() {
        return directory;
    }

    public void begin(RunId run) {
        writer.append(new JournalEvent.RunStarted(new Run(run, "agent-1", "mailer", "v1", Status.UNFINISHED, start + (++tickets) * MILLI, null, Map.of())));
    }

    /** A step is decided; it ends later, or never. */
    public StepId begin(RunId run, String name, Operation operation) {
        StepId id = new StepId(++lastId);
        Step step = Step.of(run, id, operation, name).agent("agent-1").startNanos(start + ++tickets * MILLI).build();
        writer.append(new JournalEvent.StepDecided(step, new Decision(tickets, step.startNanos(), "", null, Set.of(), List.of(), List.of())));
        return id;
    }

    public void end(RunId run, StepId step) {
        writer.append(new JournalEvent.StepEnded(run, step, new Outcome(++tickets, MILLI, Status.OK, null, "done", Facts.NONE, Set.of())));
    }

    /** A step that is done. */
    public StepId step(RunId run, String name) {
        StepId id = begin(run, name, Operation.TOOL_CALL);
        end(run, id);
        return id;
    }

    /** Steps that are done. */
    public void steps(RunId run, int count) {
        for (int i = 0; i < count; i++) {
            step(run, "tool-" + i % 7);
        }
    }

    public void end(RunId run) {
        writer.append(new JournalEvent.RunEnded(run, start + ++tickets * MILLI, Status.OK));
    }

    /** Ends the recording and makes a snapshot of it, as the recorder does. */
    public void seal() {
        close();
        try (Snapshot journal = Snapshots.open(directory); SnapshotWriter sealed = Snapshots.create(directory.resolve("snapshot"))) {
            journal.processes().forEach(sealed::add);
            journal.forEachRun(sealed::add);
        }
    }

    @Override
    public void close() {
        writer.close();
    }
}
