package dev.pathwarden.model.store;

import dev.pathwarden.model.disk.OwnerLock;
import dev.pathwarden.model.encryption.Decrypting;
import dev.pathwarden.model.encryption.EncryptionKeys;
import dev.pathwarden.model.evidence.EvidenceCodec;
import dev.pathwarden.model.journal.ByteSource;
import dev.pathwarden.model.journal.CorruptBytesException;
import dev.pathwarden.model.segment.NotesCodec;
import dev.pathwarden.model.snapshot.Outside;
import dev.pathwarden.model.snapshot.Seal;
import dev.pathwarden.model.snapshot.SegmentedSnapshot;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.snapshot.SnapshotException;
import dev.pathwarden.model.snapshot.SnapshotWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

    /** Whether the directory has what a store is kept in, whatever else is missing. */
    public static boolean isLikeStore(Path directory) {
        return Files.isDirectory(StoreLayout.store(directory));
    }

    /** Whether a store can be begun there: nothing is there yet, or an empty directory, or what a process left that died before it finished one. */
    public static boolean isFree(Path directory) throws IOException {
        return Files.notExists(directory, LinkOption.NOFOLLOW_LINKS) || Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS) && StoreLayout.isFree(directory);
    }

    /** Who writes there, such as "process 123"; null where nobody does. */
    public static String writer(Path directory) throws IOException {
        return OwnerLock.owner(StoreLayout.lock(directory));
    }

    /** Who may write there on another machine, such as "process 123 on host build-7", as {@link OwnerLock#elsewhere} tells it; null where nobody does, and where it is finished. */
    public static String elsewhere(Path directory) throws IOException {
        return isFinished(directory) ? null : OwnerLock.elsewhere(StoreLayout.lock(directory));
    }

    /**
     * Makes a new store. What a process left that died before it finished one is deleted.
     *
     * @param seal signs its checkpoints, and encrypts it
     * @throws IOException if the directory cannot be written
     * @throws SnapshotException if it holds something, or another process writes it
     */
    public static SnapshotWriter create(Path directory, Seal seal) throws IOException {
        return StoreWriter.create(directory, seal);
    }

    /**
     * Opens a finished store, from a copy of its own; of one that is encrypted the copy is too.
     *
     * @param keys asked where it is encrypted
     * @throws IOException if it cannot be read
     * @throws SnapshotException if it is in use, unfinished, damaged, or there is no key for it
     */
    public static Snapshot open(Path directory, EncryptionKeys keys) throws IOException {
        PrivateCopy copy;
        Manifest.Clear clear;
        Decrypting decrypting;
        try (OwnerLock lock = OwnerLock.share(StoreLayout.lock(directory))) {
            Objects.requireNonNull(lock);
            Manifest.Contents manifest = manifest(directory);
            clear = manifest.clear();
            decrypting = clear == null ? null : Decrypting.with(keys, clear.header());
            copy = PrivateCopy.of(StoreLayout.store(directory), manifest.files());
        } catch (Decrypting.LockedException e) {
            throw new SnapshotException(SnapshotException.Cause.LOCKED, "The snapshot " + directory + " " + e.getMessage() + ".", e);
        } catch (CorruptBytesException e) {
            throw damaged(directory, e);
        } catch (OwnerLock.HeldException e) {
            throw inUse(directory, e);
        } catch (Manifest.DamagedException e) {
            throw damaged(directory, e);
        }
        try {
            return open(directory, copy, clear, decrypting);
        } catch (RuntimeException e) {
            copy.close();
            throw e;
        }
    }

    private static Manifest.Contents manifest(Path directory) throws IOException, Manifest.DamagedException {
        if (!isFinished(directory)) {
            throw new SnapshotException(SnapshotException.Cause.INPUT, "The snapshot " + directory + " was not finished: the process that wrote it ended early; make it again from its source.");
        }
        return Manifest.read(directory);
    }

    private static SnapshotException damaged(Path directory, Exception e) {
        return new SnapshotException(SnapshotException.Cause.INPUT, "The snapshot " + directory + " is damaged: " + e.getMessage() + "; see what 'pathwarden show --unverified' can still read of it, or make it again from its source.", e);
    }

    /**
     * What an encrypted store tells without its key. All of it is read, and every byte is as it was written if this returns.
     *
     * @return null for a store in clear
     * @throws IOException if it cannot be read
     * @throws SnapshotException if it is in use, unfinished or damaged
     */
    public static Outside outside(Path directory) throws IOException {
        try (OwnerLock lock = OwnerLock.share(StoreLayout.lock(directory))) {
            Objects.requireNonNull(lock);
            Manifest.Contents manifest = manifest(directory);
            if (manifest.clear() == null) {
                return null;
            }
            Manifest.check(StoreLayout.store(directory), manifest.files());
            EvidenceCodec.Signatures signatures = EvidenceCodec.decodeSignatures(manifest.clear().signatures());
            return new Outside(Decrypting.keyName(manifest.clear().header()), signatures.publicText(), signatures.checkpoints());
        } catch (OwnerLock.HeldException e) {
            throw inUse(directory, e);
        } catch (Manifest.DamagedException | CorruptBytesException e) {
            throw damaged(directory, e);
        }
    }

    /**
     * Opens a store, finished or not, that nobody vouches for: in a process of its own, which takes seconds. What can be read of it is kept in a temporary file until it is closed. The first of its damages says that it was not verified.
     *
     * @throws IOException if it cannot be read
     * @throws SnapshotException if it is in use, or that process refused it, crashed, took too long or needed too much memory
     */
    public static Snapshot openUnverified(Path directory) throws IOException {
        return UnverifiedStore.open(directory);
    }

    static SnapshotException inUse(Path directory, OwnerLock.HeldException held) {
        return new SnapshotException(SnapshotException.Cause.ENVIRONMENT, "The snapshot " + directory + " is in use by " + held.owner() + "; wait until it has finished.", held);
    }

    private static Snapshot open(Path directory, PrivateCopy copy, Manifest.Clear clear, Decrypting decrypting) {
        StoreRoot root = new StoreRoot();
        ObjectStore store;
        try {
            store = ObjectStore.start(copy.files(), root);
        } catch (ObjectStore.ForeignTypeException e) {
            throw new SnapshotException(SnapshotException.Cause.INPUT, "The snapshot " + directory + " was not opened: " + e.getMessage() + ".", e);
        } catch (RuntimeException e) {
            throw new SnapshotException(SnapshotException.Cause.INPUT, "The snapshot " + directory + " holds what no Pathwarden snapshot holds, and was not opened; it was made by something else.", e);
        }
        try {
            ByteSource source = new ByteSource(decrypting == null ? root.notes : decrypting.notes(root.segments.size(), root.notes, clear.signatures()));
            NotesCodec.Notes notes = NotesCodec.decode(source);
            // The first stores had no evidence behind their notes.
            byte[] evidence = source.remaining() == 0 ? null : source.raw(source.remaining());
            return new SegmentedSnapshot(directory, segments(root, decrypting), notes, evidence, () -> {
                store.close();
                copy.close();
                if (decrypting != null) {
                    decrypting.close();
                }
            });
        } catch (CorruptBytesException e) {
            store.close();
            throw damaged(directory, e);
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    private static List<LazySegment> segments(StoreRoot root, Decrypting decrypting) {
        List<LazySegment> segments = new ArrayList<>();
        for (StoredSegment stored : root.segments) {
            segments.add(new LazySegment(stored, decrypting == null ? stored.index : decrypting.index(segments.size(), stored.index), segments.size(), decrypting));
        }
        return segments;
    }

    /**
     * A segment that is loaded for one reading and let go.
     *
     * @param decrypting decrypts it; null where it is not encrypted
     */
    private record LazySegment(StoredSegment stored, byte[] index, int number, Decrypting decrypting) implements SegmentedSnapshot.Source {
        @Override
        public byte[] content() {
            byte[] content = stored.content.get();
            stored.content.clear();
            return decrypting == null ? content : decrypting.content(number, content);
        }
    }
}
