package dev.pathwarden.model.snapshot;

import dev.pathwarden.model.archive.Archives;
import dev.pathwarden.model.disk.DiskFailure;
import dev.pathwarden.model.disk.OwnerLock;
import dev.pathwarden.model.encryption.EncryptionKeys;
import dev.pathwarden.model.evidence.Signer;
import dev.pathwarden.model.journal.JournalReader;
import dev.pathwarden.model.store.Stores;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Opens recorded runs wherever they were left. */
public final class Snapshots {

    /** Directory of the store within what {@code run} and {@code demo} leave. */
    public static final String STORE_DIRECTORY = "snapshot";
    /** Directory of the journals within what {@code run} and {@code demo} leave. */
    public static final String JOURNAL_DIRECTORY = "journal";
    /** The lock within a directory of journals that a recorder holds. */
    public static final String LOCK_FILE = "lock";

    /** How the name of an archive ends, by custom. */
    private static final String ARCHIVE_ENDING = ".pathwarden";

    private Snapshots() {
    }

    /**
     * Opens a store, an archive, a journal directory or file, the parts of a recording in one directory, or an output directory that holds a store, parts or a journal. A store is read from a copy, so that it can
     * be opened by many and is changed by none.
     *
     * @throws SnapshotException if nothing there can be read as a snapshot; the message is for the user
     */
    public static Snapshot open(Path location) {
        return open(location, EncryptionKeys.NONE);
    }

    /**
     * As {@link #open(Path)}, for someone who has keys to decrypt it with.
     *
     * @param keys asked where it is encrypted
     * @throws SnapshotException if nothing there can be read as a snapshot, or there is no key for it; the message is for the user
     */
    public static Snapshot open(Path location, EncryptionKeys keys) {
        return reading(location, () -> openThere(location, keys));
    }

    /**
     * What an encrypted snapshot or archive tells without its key. All of it is read, and every byte is as it was written if this returns.
     *
     * @return null where nothing is encrypted
     * @throws SnapshotException if nothing there can be read as a snapshot, or it is damaged; the message is for the user
     */
    public static Outside outside(Path location) {
        return reading(location, () -> {
            if (Files.isDirectory(location)) {
                Path store = Stores.isStore(location) ? location : location.resolve(STORE_DIRECTORY);
                return Stores.isFinished(store) ? Stores.outside(store) : null;
            }
            return Archives.isArchive(location) ? Archives.outside(location) : null;
        });
    }

    @FunctionalInterface
    private interface Reading<T> {
        T read() throws IOException;
    }

    private static <T> T reading(Path location, Reading<T> reading) {
        try {
            if (Files.notExists(location)) {
                throw new SnapshotException(SnapshotException.Cause.INPUT, "There is no file or directory " + location + "; name a snapshot, a journal directory or an archive.");
            }
            if (!Files.exists(location)) {
                throw new AccessDeniedException(location.toString());
            }
            return reading.read();
        } catch (AccessDeniedException e) {
            throw new SnapshotException(SnapshotException.Cause.ENVIRONMENT, "There are no rights to read " + e.getFile() + "; ask its owner for them.", e);
        } catch (NoSuchFileException e) {
            throw new SnapshotException(SnapshotException.Cause.INPUT, location + " is not whole: " + e.getFile() + " is missing; make the snapshot again from its source.", e);
        } catch (IOException e) {
            throw new SnapshotException(SnapshotException.Cause.ENVIRONMENT, location + " could not be read: " + e.getMessage() + ".", e);
        }
    }

    /**
     * As {@link #open(Path, EncryptionKeys)}, and opens stores also whose digests do not fit or that were not finished: {@link Stores#openUnverified} says how. Journals and archives are read as they always are.
     *
     * @throws SnapshotException if nothing there can be read as a snapshot; the message is for the user
     */
    public static Snapshot openUnverified(Path location, EncryptionKeys keys) {
        Path store = Stores.isLikeStore(location) ? location : location.resolve(STORE_DIRECTORY);
        return reading(location, () -> Stores.isLikeStore(store) ? Stores.openUnverified(store) : openThere(location, keys));
    }

    private static Snapshot openThere(Path location, EncryptionKeys keys) throws IOException {
        if (Files.isDirectory(location)) {
            return openDirectory(location, keys);
        }
        if (JournalReader.isJournalFile(location)) {
            return JournalSnapshots.open(location, location);
        }
        if (Archives.isArchive(location)) {
            return Archives.open(location, keys);
        }
        throw noSnapshot(location);
    }

    private static Snapshot openDirectory(Path location, EncryptionKeys keys) throws IOException {
        if (Stores.isStore(location)) {
            return Stores.open(location, keys);
        }
        if (JournalSnapshots.isJournal(location)) {
            return JournalSnapshots.open(location, location);
        }
        Path store = location.resolve(STORE_DIRECTORY);
        if (Stores.isFinished(store)) {
            return Stores.open(store, keys);
        }
        List<Path> parts = Parts.of(location);
        if (parts.stream().anyMatch(Stores::isFinished)) {
            return new PartsSnapshot(location, parts, keys);
        }
        Path journal = location.resolve(JOURNAL_DIRECTORY);
        if (JournalSnapshots.isJournal(journal)) {
            // An unfinished store or part beside it holds nothing that the journal does not.
            return JournalSnapshots.open(location, journal);
        }
        if (!parts.isEmpty()) {
            return new PartsSnapshot(location, parts, keys);
        }
        if (Stores.isStore(store)) {
            return Stores.open(store, keys);
        }
        throw noSnapshot(location);
    }

    /** Whether what lies there is meant to be a snapshot: a store, finished or not, parts, journals or an archive, whether they can be read or not. Looks at names and first bytes alone. */
    public static boolean isLike(Path location) {
        try {
            if (Files.isDirectory(location)) {
                return Stores.isLikeStore(location) || Stores.isLikeStore(location.resolve(STORE_DIRECTORY)) || !Parts.of(location).isEmpty() || JournalSnapshots.isJournal(location)
                        || JournalSnapshots.isJournal(location.resolve(JOURNAL_DIRECTORY));
            }
            return Files.isRegularFile(location) && (location.toString().endsWith(ARCHIVE_ENDING) || JournalReader.isJournalFile(location) || Archives.isArchive(location));
        } catch (IOException unreadable) {
            return location.toString().endsWith(ARCHIVE_ENDING);
        }
    }

    /** Whether runs can still be added to what lies there: it is a directory, and neither a store, nor an output directory with a finished one or with parts that nobody adds to, nor the parts of a recording. */
    public static boolean canGrow(Path location) {
        Path store = location.resolve(STORE_DIRECTORY);
        return Files.isDirectory(location) && !Stores.isStore(location) && !Stores.isFinished(store) && !Parts.areIn(location) && (!Parts.areIn(store) || isRecorded(location));
    }

    private static boolean isRecorded(Path output) {
        try {
            return OwnerLock.owner(output.resolve(JOURNAL_DIRECTORY).resolve(LOCK_FILE)) != null;
        } catch (IOException unreadable) {
            return false;
        }
    }

    /**
     * Opens journals to be read while they are written: those of a directory that {@linkplain #canGrow can grow}.
     *
     * @throws SnapshotException if there are no journals, or none yet, or they cannot be read; the message is for the user
     */
    public static GrowingSnapshot follow(Path location) {
        return reading(location, () -> {
            Path journal = JournalSnapshots.isJournal(location) ? location : location.resolve(JOURNAL_DIRECTORY);
            if (!canGrow(location) || !JournalSnapshots.isJournal(journal)) {
                throw noSnapshot(location);
            }
            return GrowingSnapshot.open(location, journal);
        });
    }

    /** Whether a snapshot can be begun there: nothing is there yet, or an empty directory, or what a process left that died before it finished one. */
    public static boolean isFree(Path directory) throws IOException {
        return Stores.isFree(directory);
    }

    /**
     * Makes a snapshot in a directory that is new or empty, or in which a process died that made one. Until it is closed or given up the directory is locked, and others are told by whom.
     *
     * @throws SnapshotException if it holds something, is in use, or cannot be written
     */
    public static SnapshotWriter create(Path directory) {
        return create(directory, Seal.NONE);
    }

    /**
     * As {@link #create(Path)}, with checkpoints that someone signs. What cannot be signed is written all the same, and why is among its damages.
     *
     * @throws SnapshotException if it holds something, is in use, or cannot be written
     */
    public static SnapshotWriter create(Path directory, Signer signer) {
        return create(directory, Seal.signedBy(signer));
    }

    /**
     * As {@link #create(Path, Signer)}, encrypted where the seal says so.
     *
     * @throws SnapshotException if it holds something, is in use, or cannot be written
     */
    public static SnapshotWriter create(Path directory, Seal seal) {
        try {
            return Stores.create(directory, seal);
        } catch (AccessDeniedException e) {
            throw new SnapshotException(SnapshotException.Cause.ENVIRONMENT, "There are no rights to write " + e.getFile() + "; name another place for the snapshot.", e);
        } catch (FileAlreadyExistsException e) {
            throw new SnapshotException(SnapshotException.Cause.INPUT, directory + " is a file; name a directory that is new or empty for the snapshot.", e);
        } catch (IOException e) {
            throw new SnapshotException(SnapshotException.Cause.ENVIRONMENT, "The snapshot " + directory + " could not be made: " + DiskFailure.of(e).text() + ".", e);
        }
    }

    private static SnapshotException noSnapshot(Path location) {
        return new SnapshotException(SnapshotException.Cause.INPUT, location + " is no snapshot: it is neither a store, nor a journal, nor an archive, nor what 'run', 'record' or 'demo' left.");
    }
}
