package dev.pathwarden.model.hold;

import dev.pathwarden.model.journal.JournalContents;
import dev.pathwarden.model.journal.JournalEvent;
import dev.pathwarden.model.journal.JournalReader;
import dev.pathwarden.model.journal.JournalTail;
import dev.pathwarden.model.journal.ProcessJournal;
import dev.pathwarden.model.snapshot.RunMerger;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.snapshot.SnapshotException;
import dev.pathwarden.model.snapshot.Snapshots;
import dev.pathwarden.model.step.ProcessInfo;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.StepId;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads the held steps of one recording while it is written. Each look reads what was appended to the journals since the one before, and puts a run together anew only
 * where one of its waits began, ended or was decided.
 *
 * <p>All events are kept in memory. The path behind a step is what was recorded when its wait was last told of. Once the recording has ended, its snapshot is read, once. For one thread
 * at a time.
 */
public final class HeldStepReader implements AutoCloseable {

    private record ProcessKey(long pid, long startNanos) {
    }

    /** What was recorded of a run so far. */
    private static final class Growing {
        private final Map<ProcessKey, List<JournalEvent>> events = new LinkedHashMap<>();
        private final Set<StepId> waits = new HashSet<>();
        private List<HeldStep> held = List.of();
        private boolean changed;

        void add(ProcessKey process, JournalEvent event) {
            events.computeIfAbsent(process, ignored -> new ArrayList<>()).add(event);
            if (event instanceof JournalEvent.StepHeld wait) {
                waits.add(wait.step());
                changed = true;
            } else if (event instanceof JournalEvent.StepDecided decided) {
                // Threads append in no order: the wait may have been read before its step.
                changed |= waits.contains(decided.step().id());
            } else if (event instanceof JournalEvent.StepEnded ended) {
                changed |= waits.contains(ended.step());
            }
        }
    }

    private final Path recording;
    private final JournalTail tail = new JournalTail();
    private final Set<Path> known = new HashSet<>();
    private final Map<Path, FileChannel> open = new TreeMap<>();
    private final Map<ProcessKey, JournalEvent.ProcessSeen> processes = new LinkedHashMap<>();
    private final Map<RunId, Growing> runs = new LinkedHashMap<>();
    private List<HeldStep> atTheEnd;
    private List<ProcessInfo> processesAtTheEnd;

    /** @param recording the directory that a run or an agent writes to, or what it left */
    public HeldStepReader(Path recording) {
        this.recording = recording;
    }

    /** What is read. */
    public Path recording() {
        return recording;
    }

    /** Whether steps can still begin to wait there. */
    public boolean canGrow() {
        return Snapshots.canGrow(recording);
    }

    /**
     * Looks once more.
     *
     * @return all held steps that are recorded by now, in the order in which their waits began, those included that no longer wait
     * @throws SnapshotException if there is no recording, or none yet, or it cannot be read; the message is for the user
     */
    public List<HeldStep> poll() {
        if (atTheEnd != null) {
            return atTheEnd;
        }
        if (!canGrow()) {
            readTheEnd();
            return atTheEnd;
        }
        try {
            follow(AnswerDirectory.of(recording).journal());
            for (ProcessJournal news : tail.news()) {
                ProcessKey process = new ProcessKey(news.pid(), news.startNanos());
                news.events().forEach(event -> add(process, event));
            }
            for (Path over : tail.release()) {
                open.remove(over).close();
            }
        } catch (IOException e) {
            throw new SnapshotException(SnapshotException.Cause.ENVIRONMENT, recording + " could not be read: " + e.getMessage() + ".", e);
        }
        if (known.isEmpty()) {
            throw new SnapshotException(SnapshotException.Cause.INPUT, "Nothing is recorded in " + recording + " yet: name the directory that 'run' or an agent's option out= writes to.");
        }
        return held();
    }

    /** The processes that were recorded when it was looked last. */
    public List<ProcessInfo> processes() {
        if (processesAtTheEnd != null) {
            return processesAtTheEnd;
        }
        List<ProcessJournal> journals = new ArrayList<>();
        processes.forEach((process, seen) -> journals.add(new ProcessJournal(process.pid(), process.startNanos(), seen == null ? List.of() : List.of(seen))));
        return RunMerger.merge(new JournalContents(journals, List.of())).processes();
    }

    private void readTheEnd() {
        try (Snapshot ended = Snapshots.open(recording)) {
            processesAtTheEnd = List.copyOf(ended.processes());
            atTheEnd = List.copyOf(HeldStep.of(ended));
        }
        close();
    }

    private void follow(Path journals) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(journals, JournalReader::isJournalFile)) {
            for (Path file : files) {
                if (!known.contains(file) && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    follow(file, FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        } catch (NoSuchFileException e) {
            // A file that is gone between being listed and being opened is as if it had not been listed.
            if (Files.notExists(journals)) {
                throw e;
            }
        }
    }

    private void follow(Path file, FileChannel channel) {
        known.add(file);
        open.put(file, channel);
        tail.follow(file, channel);
    }

    private void add(ProcessKey process, JournalEvent event) {
        processes.putIfAbsent(process, null);
        if (event instanceof JournalEvent.ProcessSeen seen) {
            processes.put(process, seen);
            return;
        }
        RunId run = JournalEvent.runOf(event);
        if (run != null) {
            runs.computeIfAbsent(run, ignored -> new Growing()).add(process, event);
        }
    }

    private List<HeldStep> held() {
        List<HeldStep> held = new ArrayList<>();
        for (Growing run : runs.values()) {
            if (run.changed) {
                run.held = merge(run);
                run.changed = false;
            }
            held.addAll(run.held);
        }
        held.sort(HeldStep.BY_WAIT);
        return held;
    }

    private List<HeldStep> merge(Growing run) {
        List<ProcessJournal> journals = new ArrayList<>();
        run.events.forEach((process, events) -> {
            List<JournalEvent> all = new ArrayList<>(events.size() + 1);
            if (processes.get(process) != null) {
                all.add(processes.get(process));
            }
            all.addAll(events);
            journals.add(new ProcessJournal(process.pid(), process.startNanos(), all));
        });
        return RunMerger.merge(new JournalContents(journals, List.of())).runs().stream().flatMap(merged -> HeldStep.of(merged).stream()).toList();
    }

    /** Closes the journals; looking once more is of no use afterwards. */
    @Override
    public void close() {
        for (FileChannel channel : open.values()) {
            try {
                channel.close();
            } catch (IOException e) {
                // Only read from: nothing is lost with it.
                continue;
            }
        }
        open.clear();
    }
}
