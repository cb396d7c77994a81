package dev.pathwarden.model.store;

import dev.pathwarden.model.evidence.EvidenceCodec;
import dev.pathwarden.model.evidence.Sealing;
import dev.pathwarden.model.evidence.Signer;
import dev.pathwarden.model.journal.ByteSink;
import dev.pathwarden.model.segment.NotesCodec;
import dev.pathwarden.model.segment.SealedSegment;
import dev.pathwarden.model.segment.SegmentWriter;
import dev.pathwarden.model.snapshot.SnapshotException;
import dev.pathwarden.model.snapshot.SnapshotWriter;
import dev.pathwarden.model.step.ProcessInfo;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RunId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.store.storage.embedded.types.EmbeddedStorageManager;

/** Writes a new store, a segment at a time. */
final class StoreWriter implements SnapshotWriter {

    /** What was recorded is as private as the journals it came from. */
    private static final FileAttribute<?> OWNER_ONLY = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Path directory;
    private final StoreLock lock;
    private final Sealing sealing;
    private final StoreRoot root = new StoreRoot();
    private final EmbeddedStorageManager manager;
    private final Set<RunId> ids = new HashSet<>();
    private final List<ProcessInfo> processes = new ArrayList<>();
    private final List<String> damages = new ArrayList<>();
    private SegmentWriter segment = new SegmentWriter();
    private boolean failed;
    private boolean closed;

    private StoreWriter(Path directory, StoreLock lock, Signer signer) {
        this.sealing = new Sealing(signer);
        this.directory = directory;
        this.lock = lock;
        this.manager = ObjectStore.start(StoreLayout.store(directory), root);
    }

    static StoreWriter create(Path directory, Signer signer) throws IOException {
        Files.createDirectories(directory, OWNER_ONLY);
        StoreLock lock = StoreLock.write(directory);
        try {
            try (Stream<Path> files = Files.list(directory)) {
                if (files.anyMatch(file -> !file.equals(StoreLayout.lock(directory)))) {
                    throw new SnapshotException(SnapshotException.Cause.INPUT, directory + " already holds something; name a directory that is new or empty for the snapshot.");
                }
            }
            return new StoreWriter(directory, lock, signer);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
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
                store();
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

    private void store() throws IOException {
        SealedSegment sealed = segment.seal();
        segment = new SegmentWriter();
        StoredSegment stored = StoredSegment.of(sealed.index(), sealed.content());
        root.segments.add(stored);
        manager.store(root.segments);
        stored.content.clear();
        force();
    }

    private void force() throws IOException {
        try (Stream<Path> files = Files.walk(StoreLayout.store(directory))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Manifest.force(file);
            }
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try (lock) {
            guarded(() -> {
                if (!failed && segment.runs() > 0) {
                    store();
                }
                if (!failed) {
                    root.notes = sealedNotes();
                    manager.store(root);
                }
                manager.shutdown();
                if (!failed) {
                    Manifest.seal(directory);
                }
            });
        } catch (IOException e) {
            throw failure(e);
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
        return new SnapshotException(SnapshotException.Cause.ENVIRONMENT, "The snapshot " + directory + " could not be written: " + rootMessage(e)
                + ". It is unfinished; make room or get the rights, delete it, and make it again.", e);
    }

    private static String rootMessage(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
