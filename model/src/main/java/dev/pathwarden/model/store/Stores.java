package dev.pathwarden.model.store;

import dev.pathwarden.model.disk.OwnerLock;
import dev.pathwarden.model.evidence.Signer;
import dev.pathwarden.model.journal.ByteSource;
import dev.pathwarden.model.journal.CorruptBytesException;
import dev.pathwarden.model.segment.NotesCodec;
import dev.pathwarden.model.snapshot.SegmentedSnapshot;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.snapshot.SnapshotException;
import dev.pathwarden.model.snapshot.SnapshotWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Objects;

/** Makes and opens object stores. */
public final class Stores {

    private Stores() {
    }

    /** Whether the directory is a store that was finished. */
    public static boolean isFinished(Path directory) {
        return Files.isRegularFile(StoreLayout.manifest(directory));
    }

    /** Whether the directory is a store, finished or not. */
    public static boolean isStore(Path directory) {
        return isFinished(directory) || Files.isDirectory(StoreLayout.store(directory)) && Files.isRegularFile(StoreLayout.lock(directory));
    }

    /** Whether a store can be begun there: nothing is there yet, or an empty directory, or what a process left that died before it finished one. */
    public static boolean isFree(Path directory) throws IOException {
        return Files.notExists(directory, LinkOption.NOFOLLOW_LINKS) || Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS) && StoreLayout.isFree(directory);
    }

    /** Who writes there, such as "process 123"; null where nobody does. */
    public static String writer(Path directory) throws IOException {
        return OwnerLock.owner(StoreLayout.lock(directory));
    }

    /**
     * Makes a new store. What a process left that died before it finished one is deleted.
     *
     * @param signer signs its checkpoints
     * @throws IOException if the directory cannot be written
     * @throws SnapshotException if it holds something, or another process writes it
     */
    public static SnapshotWriter create(Path directory, Signer signer) throws IOException {
        return StoreWriter.create(directory, signer);
    }

    /**
     * Opens a finished store, from a copy of its own.
     *
     * @throws IOException if it cannot be read
     * @throws SnapshotException if it is in use, unfinished or damaged
     */
    public static Snapshot open(Path directory) throws IOException {
        PrivateCopy copy;
        try (OwnerLock lock = OwnerLock.share(StoreLayout.lock(directory))) {
            Objects.requireNonNull(lock);
            if (!isFinished(directory)) {
                throw new SnapshotException(SnapshotException.Cause.INPUT, "The snapshot " + directory + " was not finished: the process that wrote it ended early; make it again from its source.");
            }
            copy = PrivateCopy.of(StoreLayout.store(directory), Manifest.read(directory));
        } catch (OwnerLock.HeldException e) {
            throw inUse(directory, e);
        } catch (Manifest.DamagedException e) {
            throw new SnapshotException(SnapshotException.Cause.INPUT, "The snapshot " + directory + " is damaged: " + e.getMessage() + "; make it again from its source.", e);
        }
        try {
            return open(directory, copy);
        } catch (RuntimeException e) {
            copy.close();
            throw e;
        }
    }

    static SnapshotException inUse(Path directory, OwnerLock.HeldException held) {
        return new SnapshotException(SnapshotException.Cause.ENVIRONMENT, "The snapshot " + directory + " is in use by " + held.owner() + "; wait until it has finished.", held);
    }

    private static Snapshot open(Path directory, PrivateCopy copy) {
        StoreRoot root = new StoreRoot();
        ObjectStore store;
        try {
            store = ObjectStore.start(copy.files(), root);
        } catch (RuntimeException e) {
            throw new SnapshotException(SnapshotException.Cause.INPUT, "The snapshot " + directory + " holds what no Pathwarden snapshot holds, and was not opened; it was made by something else.", e);
        }
        try {
            ByteSource source = new ByteSource(root.notes);
            NotesCodec.Notes notes = NotesCodec.decode(source);
            // The first stores had no evidence behind their notes.
            byte[] evidence = source.remaining() == 0 ? null : source.raw(source.remaining());
            return new SegmentedSnapshot(directory, root.segments.stream().map(LazySegment::new).toList(), notes, evidence, () -> {
                store.close();
                copy.close();
            });
        } catch (CorruptBytesException e) {
            store.close();
            throw new SnapshotException(SnapshotException.Cause.INPUT, "The snapshot " + directory + " is damaged: " + e.getMessage() + "; make it again from its source.", e);
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    /** A segment that is loaded for one reading and let go. */
    private record LazySegment(StoredSegment stored) implements SegmentedSnapshot.Source {
        @Override
        public byte[] index() {
            return stored.index;
        }

        @Override
        public byte[] content() {
            byte[] content = stored.content.get();
            stored.content.clear();
            return content;
        }
    }
}
