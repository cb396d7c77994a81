package dev.pathwarden.recorder.drain;

import dev.pathwarden.model.disk.Disk;
import dev.pathwarden.model.disk.OwnerLock;
import dev.pathwarden.model.encryption.EncryptionKeys;
import dev.pathwarden.model.snapshot.Parts;
import dev.pathwarden.model.snapshot.RunSummary;
import dev.pathwarden.model.snapshot.Seal;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.snapshot.SnapshotException;
import dev.pathwarden.model.snapshot.Snapshots;
import dev.pathwarden.model.store.Stores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Finds out what is wrong with what was recorded, and makes a snapshot anew where its journals are still there. For one thread. */
public final class Doctor {

    /**
     * What was found of one part.
     *
     * @param part the path as the user knows it
     * @param count how much of it could be read; null where it could not be opened, or was not
     * @param writer who makes it or still writes to it, such as "process 12"; null where nobody does
     * @param locked what could be told of it without its key, the end of a sentence; null where it was opened, or is not encrypted
     * @param wrong what is wrong with it and what to do, one sentence each; empty where it is whole
     * @param untold what cannot be told of it from this machine, in one sentence; null where all can
     */
    public record Finding(Path part, Count count, String writer, String locked, List<String> wrong, String untold) {
        public Finding {
            wrong = List.copyOf(wrong);
        }

        Finding(Path part, Count count, List<String> wrong) {
            this(part, count, null, null, wrong, null);
        }

        private static Finding untold(Path part, Count count, List<String> wrong, String untold) {
            return new Finding(part, count, null, null, wrong, untold);
        }

        private Finding writtenBy(String process) {
            return new Finding(part, count, process, locked, wrong, untold);
        }

        /** Whether nothing is known to be wrong with it, and nothing unknown. */
        public boolean isWhole() {
            return wrong.isEmpty() && untold == null;
        }
    }

    /** How much could be read. */
    public record Count(int runs, long steps) {
    }

    private static final String REPAIRED = "snapshot.repaired";
    private static final String DAMAGED = "snapshot.damaged";
    private static final String NO_JOURNALS = "there are no journals to make it from";

    private final StoredRecording recording;
    private final EncryptionKeys keys;

    public Doctor(Path path) {
        this(path, EncryptionKeys.NONE);
    }

    /** As {@link #Doctor(Path)}, for someone who has keys to decrypt it with. */
    public Doctor(Path path, EncryptionKeys keys) {
        this.recording = new StoredRecording(path);
        this.keys = keys;
    }

    /** What lies there. */
    public StoredRecording.Kind kind() throws IOException {
        return recording.kind();
    }

    /** Looks at each part. Changes nothing. Reads all of it. */
    public List<Finding> examine() throws IOException {
        List<Finding> findings = new ArrayList<>();
        switch (recording.kind()) {
            case OUTPUT -> findings.addAll(output());
            case PARTS -> {
                for (Path part : Parts.in(recording.path())) {
                    findings.add(snapshot(part, "the next 'record' with this directory deletes it and makes a part of what is still in the journals"));
                }
            }
            case SNAPSHOT -> findings.add(snapshot(recording.path(), "make it again from its source"));
            case JOURNALS -> findings.add(journals(recording.path()));
            case ARCHIVE -> findings.add(opened(recording.path(), "get it again from where it came from"));
            default -> throw new IllegalStateException("nothing to examine: " + recording.path());
        }
        return findings;
    }

    private List<Finding> output() throws IOException {
        List<Finding> findings = new ArrayList<>();
        boolean journals = !StoredRecording.journalFiles(recording.journals()).isEmpty();
        List<Path> parts = Parts.in(recording.snapshot());
        for (Path part : parts) {
            findings.add(snapshot(part, journals ? "pathwarden doctor " + recording.path() + " --repair makes a part of what is still in the journals" : NO_JOURNALS));
        }
        if (parts.isEmpty() && (isBegun(recording.snapshot()) || journals && recording.user() == null)) {
            findings.add(snapshot(recording.snapshot(), journals ? "pathwarden doctor " + recording.path() + " --repair makes it from the journals" : NO_JOURNALS));
        }
        if (journals) {
            findings.add(parts.isEmpty() ? journals(recording.journals()) : besideParts(journals(recording.journals())));
        }
        return findings;
    }

    /** Parts go to a directory that is empty until the first one is begun. */
    private static boolean isBegun(Path snapshot) throws IOException {
        if (!Files.isDirectory(snapshot)) {
            return Files.exists(snapshot);
        }
        try (Stream<Path> all = Files.list(snapshot)) {
            return all.findAny().isPresent();
        }
    }

    private Finding snapshot(Path path, String remedy) throws IOException {
        String writer = Files.isDirectory(path) ? Stores.writer(path) : null;
        if (writer != null) {
            return new Finding(path, null, List.of()).writtenBy(writer);
        }
        String elsewhere = Stores.elsewhere(path);
        if (elsewhere != null) {
            return Finding.untold(path, null, List.of(), "It is not finished, and whether " + elsewhere + " is making it cannot be told from this machine. When that has ended: " + remedy + ".");
        }
        if (!Stores.isFinished(path)) {
            return new Finding(path, null, List.of((Files.exists(path) ? "It was not finished: the process that made it ended early; " : "It was not made: the process that recorded ended early; ") + remedy + "."));
        }
        return opened(path, remedy);
    }

    private Finding journals(Path path) throws IOException {
        String writer = StoredRecording.writer(path);
        Finding found = opened(path, "what can be read is used all the same");
        if (writer != null) {
            return found.writtenBy(writer);
        }
        String elsewhere = OwnerLock.elsewhere(RecordingDirectory.lock(path));
        return elsewhere == null ? found : Finding.untold(path, found.count(), found.wrong(), "Whether " + elsewhere + " still records there cannot be told from this machine.");
    }

    /** With what is not in the parts, where the recorder was killed before it could put it there. */
    private Finding besideParts(Finding found) throws IOException {
        if (found.writer() != null || found.untold() != null || !OwnerLock.isLeft(RecordingDirectory.lock(recording.journals()))) {
            return found;
        }
        List<String> wrong = new ArrayList<>(found.wrong());
        wrong.add("The process that recorded ended early, and some of it may be in no part yet: pathwarden doctor " + recording.path() + " --repair makes a part of that.");
        return new Finding(found.part(), found.count(), wrong);
    }

    /** Opens it and reads every run. */
    private Finding opened(Path path, String remedy) {
        List<String> wrong = new ArrayList<>();
        try {
            Read read = Read.of(path, keys);
            wrong.addAll(read.noted());
            read.unreadable().forEach(run -> wrong.add(told(run, remedy)));
            return new Finding(path, new Count(read.runs(), read.steps()), wrong);
        } catch (SnapshotException closed) {
            if (closed.kind() == SnapshotException.Cause.LOCKED) {
                return locked(path, closed, remedy);
            }
            return new Finding(path, null, List.of(told(closed.getMessage(), remedy)));
        }
    }

    /** What can be said without the key. */
    private static Finding locked(Path path, SnapshotException closed, String remedy) {
        try {
            Snapshots.outside(path);
            return new Finding(path, null, null, "every byte as it was written; what they hold was not looked at. " + closed.getMessage().replaceAll("[.]$", ""), List.of(), null);
        } catch (SnapshotException damaged) {
            return new Finding(path, null, List.of(told(damaged.getMessage(), remedy)));
        }
    }

    /** What is wrong, with what to do about it here; most sentences say what to do anywhere, which can be the same. */
    private static String told(String wrong, String remedy) {
        return wrong.endsWith(remedy + ".") ? wrong : wrong + " Here: " + remedy + ".";
    }

    /**
     * What could be read.
     *
     * @param noted what is known to be missing
     * @param unreadable why a run could not be read, one sentence each
     */
    private record Read(int runs, long steps, List<String> noted, List<String> unreadable) {
        static Read of(Path path, EncryptionKeys keys) {
            List<String> unreadable = new ArrayList<>();
            int runs = 0;
            long steps = 0;
            try (Snapshot snapshot = Snapshots.open(path, keys)) {
                for (RunSummary summary : snapshot.runs()) {
                    try {
                        steps += snapshot.run(summary.run().id()).steps().size();
                        runs++;
                    } catch (SnapshotException e) {
                        unreadable.add(e.getMessage());
                    }
                }
                return new Read(runs, steps, snapshot.damages(), unreadable);
            }
        }
    }

    /**
     * What was made to repair it.
     *
     * @param snapshot the snapshot; null where none was made
     * @param parts the parts that were made
     */
    public record Repair(MadeSnapshot snapshot, List<MadePart> parts) {

        private static final Repair NOTHING = new Repair(null, List.of());

        public Repair {
            parts = List.copyOf(parts);
        }
    }

    /**
     * Makes the snapshot of an output directory from its journals, where it cannot be opened, or a part of what is in none. What cannot be opened is kept beside it, and the journals stay as they are. A kill at any instant leaves the
     * recording readable, and the same call can be made again.
     *
     * @param seal signs the snapshot, and encrypts it
     * @param consent do it even if it cannot be told from this machine whether someone uses them
     * @return what was made; nothing where there was nothing to repair
     * @throws SnapshotException if there are no journals, or someone uses them
     */
    public Repair repair(Seal seal, boolean consent) throws IOException {
        boolean parts = Files.isDirectory(recording.journals()) && !Parts.in(recording.snapshot()).isEmpty();
        if (recording.kind() != StoredRecording.Kind.OUTPUT || !parts && StoredRecording.journalFiles(recording.journals()).isEmpty()) {
            throw new SnapshotException(SnapshotException.Cause.INPUT, "There is nothing to repair " + recording.path() + " from: that needs journals beside a snapshot, as run leaves them"
                    + (recording.kind() == StoredRecording.Kind.JOURNALS ? "; of journals alone 'pathwarden snapshot " + recording.path() + " --out SNAPSHOT' makes one." : "."));
        }
        String perhaps = recording.perhaps();
        if (perhaps != null && !consent) {
            throw new SnapshotException(SnapshotException.Cause.ENVIRONMENT, recording.path() + " may be in use by " + perhaps + ", which cannot be told from this machine; if that has ended, add --force-owner.");
        }
        try (OwnerLock lock = OwnerLock.take(RecordingDirectory.lock(recording.journals()))) {
            String user = StoredRecording.writer(recording.journals());
            if (user != null) {
                throw inUse(user);
            }
            if (lock != null && parts) {
                return goOn(seal);
            }
            return lock == null || isReadable(recording.snapshot()) ? Repair.NOTHING : new Repair(replace(seal), List.of());
        } catch (OwnerLock.HeldException held) {
            throw inUse(held.owner());
        }
    }

    private SnapshotException inUse(String user) {
        return new SnapshotException(SnapshotException.Cause.ENVIRONMENT, recording.path() + " is in use by " + user + "; wait until it has ended.");
    }

    /** As the recorder would have gone on. */
    private Repair goOn(Seal seal) throws IOException {
        List<MadePart> made = new ArrayList<>();
        try (RotatingDrain drain = RotatingDrain.begin(recording.journals(), recording.snapshot(), new Rotation(Rotation.EVERY, Rotation.AT_BYTES), seal, System::nanoTime, InstantSource.system(), made::add)) {
            drain.finishAll();
        }
        if (seal.encrypts()) {
            Recording.deleteJournals(new RecordingDirectory(recording.path()));
        }
        return new Repair(null, made);
    }

    private MadeSnapshot replace(Seal seal) throws IOException {
        Path repaired = recording.path().resolve(REPAIRED);
        // Of one that was killed before it could put it in its place.
        Disk.delete(repaired);
        if (Snapshots.isFree(recording.snapshot())) {
            return SnapshotMaker.make(recording.journals(), recording.snapshot(), seal);
        }
        MadeSnapshot made = SnapshotMaker.make(recording.journals(), repaired, seal);
        Disk.rename(recording.snapshot(), free(recording.path().resolve(DAMAGED)));
        Disk.rename(repaired, recording.snapshot());
        return new MadeSnapshot(recording.snapshot(), made.runs(), made.processes(), made.damages());
    }

    private static Path free(Path wanted) {
        Path path = wanted;
        for (int number = 2; Files.exists(path); number++) {
            path = wanted.resolveSibling(wanted.getFileName() + "-" + number);
        }
        return path;
    }

    private boolean isReadable(Path snapshot) {
        try {
            return Stores.isFinished(snapshot) && Read.of(snapshot, keys).unreadable().isEmpty();
        } catch (SnapshotException unreadable) {
            if (unreadable.kind() == SnapshotException.Cause.LOCKED) {
                throw unreadable;
            }
            return false;
        }
    }
}
