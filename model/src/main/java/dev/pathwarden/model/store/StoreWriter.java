package dev.pathwarden.model.store;

import dev.pathwarden.model.disk.Disk;
import dev.pathwarden.model.disk.DiskFailure;
import dev.pathwarden.model.disk.OwnerLock;
import dev.pathwarden.model.encryption.Encrypting;
import dev.pathwarden.model.evidence.EvidenceCodec;
import dev.pathwarden.model.evidence.Sealing;
import dev.pathwarden.model.journal.ByteSink;
import dev.pathwarden.model.segment.NotesCodec;
import dev.pathwarden.model.segment.SealedSegment;
import dev.pathwarden.model.segment.SegmentWriter;
import dev.pathwarden.model.snapshot.Seal;
import dev.pathwarden.model.snapshot.SnapshotException;
import dev.pathwarden.model.snapshot.SnapshotWriter;
import dev.pathwarden.model.step.ProcessInfo;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RunId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Writes a new store, a segment at a time. */
final class StoreWriter implements SnapshotWriter {

    private final Path directory;
    private final OwnerLock lock;
    /** Whether there was no such directory before. */
    private final boolean made;
    private final Sealing sealing;
    /** Null where nothing is encrypted. */
    private final Encrypting encrypting;
    private final StoreRoot root = new StoreRoot();
    private final Set<RunId> ids = new HashSet<>();
    private final List<ProcessInfo> processes = new ArrayList<>();
    private final List<String> damages = new ArrayList<>();
    private SegmentWriter segment = new SegmentWriter();
    private ObjectStore store;
    private String weakness;
    private boolean failed;
    private boolean closed;

    private StoreWriter(Path directory, OwnerLock lock, boolean made, Seal seal) {
        this.sealing = new Sealing(seal.signer());
        this.encrypting = seal.encrypts() ? new Encrypting(seal.encryptionKey()) : null;
        this.directory = directory;
        this.lock = lock;
        this.made = made;
    }

    static StoreWriter create(Path directory, Seal seal) throws IOException {
        boolean made = Files.notExists(directory);
        Disk.makeDirectories(directory);
        if (!StoreLayout.isFree(directory)) {
            throw taken(directory);
        }
        OwnerLock lock;
        try {
            lock = OwnerLock.take(StoreLayout.lock(directory));
        } catch (OwnerLock.HeldException e) {
            throw Stores.inUse(directory, e);
        }
        try {
            // Once more: whoever had the lock before may have finished meanwhile.
            if (!StoreLayout.isFree(directory)) {
                throw taken(directory);
            }
            clear(directory);
            Files.createDirectory(StoreLayout.store(directory));
            return new StoreWriter(directory, lock, made, seal);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static SnapshotException taken(Path directory) {
        return new SnapshotException(SnapshotException.Cause.INPUT, directory + " already holds something; name a directory that is new or empty for the snapshot.");
    }

    private static void clear(Path directory) throws IOException {
        Disk.delete(StoreLayout.unfinishedManifest(directory));
        Disk.delete(StoreLayout.store(directory));
    }

    /** Started when there is something to store: a snapshot may be begun long before. */
    private ObjectStore started() {
        if (store == null) {
            store = ObjectStore.start(StoreLayout.store(directory), root);
        }
        return store;
    }

    @Override
    public void add(RecordedRun run) {
        if (!ids.add(run.run().id())) {
            damages.add("Run " + run.run().id() + " came twice; the second one was left out.");
            return;
        }
        guarded(() -> {
            segment.add(run);
            sealing.add(run);
            if (segment.isFull()) {
                storeSegment();
                sealing.checkpoint();
            }
        });
    }

    @Override
    public void add(ProcessInfo process) {
        processes.add(process);
    }

    @Override
    public void damage(String sentence) {
        damages.add(sentence);
    }

    private void storeSegment() {
        SealedSegment sealed = segment.seal();
        segment = new SegmentWriter();
        StoredSegment stored = encrypting == null ? StoredSegment.of(sealed.index(), sealed.content())
                : StoredSegment.of(encrypting.index(sealed.index()), encrypting.content(sealed.content()));
        root.segments.add(stored);
        started().store(root.segments);
        stored.content.clear();
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        try {
            if (!failed) {
                guarded(this::finish);
                closed = true;
            }
        } finally {
            abandon();
            release();
        }
    }

    private void finish() throws IOException {
        if (segment.runs() > 0) {
            storeSegment();
        }
        byte[] notes = sealedNotes();
        Manifest.Clear clear = null;
        if (encrypting != null) {
            clear = new Manifest.Clear(encrypting.header(), EvidenceCodec.encodeSignatures(sealing.evidence(true)));
            notes = encrypting.notes(notes, clear.signatures());
        }
        root.notes = notes;
        started().store(root);
        store.close();
        weakness = Manifest.seal(directory, clear) ? null : Disk.unforced(directory);
    }

    @Override
    public String weakness() {
        return weakness;
    }

    @Override
    public void abandon() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            if (store != null) {
                store.close();
            }
            clear(directory);
            if (made) {
                Disk.delete(StoreLayout.lock(directory));
                Files.deleteIfExists(directory);
            }
        } catch (IOException | RuntimeException e) {
            // What is left is unfinished and known by that. The error that led here is the one to tell.
            return;
        } finally {
            release();
        }
    }

    private void release() {
        if (encrypting != null) {
            encrypting.close();
        }
        try {
            lock.close();
        } catch (IOException e) {
            // Nothing is written through it any more; it ends with this process.
            return;
        }
    }

    private byte[] sealedNotes() {
        NotesCodec.Notes told = new NotesCodec.Notes(processes, damages);
        String unsigned = sealing.end(NotesCodec.encode(told));
        if (unsigned != null) {
            told = told.unsigned(unsigned);
            sealing.endUnsigned(NotesCodec.encode(told));
        }
        byte[] notes = NotesCodec.encode(told);
        byte[] evidence = EvidenceCodec.encode(sealing.evidence(true));
        return new ByteSink(notes.length + evidence.length).raw(notes, 0, notes.length).raw(evidence, 0, evidence.length).toByteArray();
    }

    private interface Writing {
        void run() throws IOException;
    }

    private void guarded(Writing writing) {
        try {
            writing.run();
        } catch (SnapshotException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw failure(e);
        }
    }

    private SnapshotException failure(Exception e) {
        // The first failure is told; closing what it left half done must not hide it behind another one.
        failed = true;
        DiskFailure why = DiskFailure.of(e);
        return new SnapshotException(SnapshotException.Cause.ENVIRONMENT, "The snapshot " + directory + " could not be written: " + why.reason()
                + (why.isReadOnly() ? ". What is there of it cannot be opened; make the file system writable, and make it again." : ". Nothing is left of it; make room or get the rights, and make it again."), e);
    }
}
