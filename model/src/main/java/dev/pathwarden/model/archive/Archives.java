package dev.pathwarden.model.archive;

import dev.pathwarden.model.disk.Disk;
import dev.pathwarden.model.disk.DiskFailure;
import dev.pathwarden.model.encryption.Decrypting;
import dev.pathwarden.model.encryption.EncryptionKey;
import dev.pathwarden.model.encryption.EncryptionKeys;
import dev.pathwarden.model.evidence.Evidence;
import dev.pathwarden.model.evidence.EvidenceCodec;
import dev.pathwarden.model.evidence.Sealing;
import dev.pathwarden.model.evidence.Signer;
import dev.pathwarden.model.journal.CorruptBytesException;
import dev.pathwarden.model.segment.NotesCodec;
import dev.pathwarden.model.segment.SealedSegment;
import dev.pathwarden.model.snapshot.Outside;
import dev.pathwarden.model.snapshot.Seal;
import dev.pathwarden.model.snapshot.SealedRuns;
import dev.pathwarden.model.snapshot.SegmentedSnapshot;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.snapshot.SnapshotException;
import dev.pathwarden.model.step.ProcessInfo;
import dev.pathwarden.model.step.RecordedRun;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Writes and opens archives. */
public final class Archives {

    /** Whoever makes an archive decides who else may read it. */
    private static final FileAttribute<?> OWNER_ONLY = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private Archives() {
    }

    /** Whether the file begins as an archive of any version does. */
    public static boolean isArchive(Path file) throws IOException {
        int name = ArchiveLayout.MAGIC.length - 1;
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(name), Arrays.copyOf(ArchiveLayout.MAGIC, name));
        }
    }

    /**
     * Writes everything in a snapshot to a new archive, with the evidence it has, or unsigned where it has none.
     *
     * @throws SnapshotException if the file is there already, or cannot be written; nothing is left of it then
     */
    public static void write(Path file, Snapshot snapshot) {
        if (snapshot.sealed().isPresent()) {
            SealedRuns sealed = snapshot.sealed().get();
            write(file, sealed.iterator(), sealed.notes(), sealed.evidence().forArchive());
        } else {
            write(file, snapshot.runs().stream().map(run -> snapshot.run(run.run().id())).iterator(), snapshot.processes(), snapshot.damages());
        }
    }

    /**
     * Writes runs to a new archive, unsigned.
     *
     * @throws SnapshotException if the file is there already, or cannot be written; nothing is left of it then
     */
    public static void write(Path file, Iterator<RecordedRun> runs, List<ProcessInfo> processes) {
        write(file, runs, processes, List.of());
    }

    /**
     * Writes runs to a new archive, unsigned, and what could not be read of their source.
     *
     * @throws SnapshotException if the file is there already, or cannot be written; nothing is left of it then
     */
    public static void write(Path file, Iterator<RecordedRun> runs, List<ProcessInfo> processes, List<String> damages) {
        write(file, runs, new NotesCodec.Notes(processes, damages), Signer.NONE);
    }

    /**
     * Writes runs to a new archive, and seals them there. What cannot be signed is written all the same, and why is among its damages.
     *
     * @throws SnapshotException if the file is there already, or cannot be written; nothing is left of it then
     */
    public static void write(Path file, Iterator<RecordedRun> runs, NotesCodec.Notes notes, Signer signer) {
        write(file, runs, notes, Seal.signedBy(signer));
    }

    /**
     * As {@link #write(Path, Iterator, NotesCodec.Notes, Signer)}, encrypted where the seal says so.
     *
     * @throws SnapshotException if the file is there already, or cannot be written; nothing is left of it then
     */
    public static void write(Path file, Iterator<RecordedRun> runs, NotesCodec.Notes notes, Seal seal) {
        write(file, seal.encryptionKey(), writer -> writer.write(runs, notes, new Sealing(seal.signer())));
    }

    /**
     * Writes runs to a new archive with the evidence that was made when they were recorded.
     *
     * @param runs in the order of the evidence
     * @throws SnapshotException if the file is there already, or cannot be written; nothing is left of it then
     */
    public static void write(Path file, Iterator<RecordedRun> runs, NotesCodec.Notes notes, Evidence evidence) {
        write(file, runs, notes, () -> evidence, null);
    }

    /**
     * As {@link #write(Path, Iterator, NotesCodec.Notes, Evidence)}, with evidence that is asked for when all runs are written.
     *
     * @param encryptionKey encrypts it; null where it stays in clear
     * @throws SnapshotException if the file is there already, or cannot be written; nothing is left of it then
     */
    public static void write(Path file, Iterator<RecordedRun> runs, NotesCodec.Notes notes, Supplier<Evidence> evidence, EncryptionKey encryptionKey) {
        write(file, encryptionKey, writer -> writer.write(runs, notes, evidence));
    }

    /**
     * Writes segments to a new archive as they are, whatever they hold.
     *
     * @param notesAndEvidence what stands beside the runs, and behind it what they are verified with, as a store has both; without the latter, that they were never sealed is noted, and they do not verify
     * @throws SnapshotException if the file is there already, or cannot be written; nothing is left of it then
     * @throws dev.pathwarden.model.journal.CorruptBytesException if the notes are none
     */
    public static void write(Path file, Iterator<SealedSegment> segments, byte[] notesAndEvidence) {
        write(file, null, writer -> writer.write(segments, notesAndEvidence));
    }

    @FunctionalInterface
    private interface Content {
        void writeTo(ArchiveWriter writer) throws IOException;
    }

    private static void write(Path file, EncryptionKey encryptionKey, Content content) {
        Path unfinished = file.resolveSibling(file.getFileName() + "." + ProcessHandle.current().pid() + ".new");
        try {
            if (Files.exists(file)) {
                throw new FileAlreadyExistsException(file.toString());
            }
            // One of that name is left of a process that had the same id and was killed.
            Files.deleteIfExists(unfinished);
            try (FileChannel out = FileChannel.open(unfinished, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OWNER_ONLY)) {
                content.writeTo(new ArchiveWriter(out, encryptionKey));
            }
            Disk.rename(unfinished, file);
        } catch (FileAlreadyExistsException e) {
            throw new SnapshotException(SnapshotException.Cause.INPUT, e.getFile() + " is there already; name a new file for the archive.", e);
        } catch (NoSuchFileException e) {
            throw new SnapshotException(SnapshotException.Cause.INPUT, "There is no directory " + file.toAbsolutePath().getParent() + " for the archive; make it, or name another place.", e);
        } catch (AccessDeniedException e) {
            throw new SnapshotException(SnapshotException.Cause.ENVIRONMENT, "There are no rights to write " + file + "; name another place for the archive.", e);
        } catch (IOException | IllegalStateException e) {
            throw new SnapshotException(SnapshotException.Cause.ENVIRONMENT, "The archive " + file + " could not be written: " + DiskFailure.of(e).text() + "."
                    + (isDeleted(unfinished) ? "" : " What is left of it, " + unfinished + ", can be deleted."), e);
        } finally {
            isDeleted(unfinished);
        }
    }

    /** Deletes what was begun; whether nothing is left of it. */
    private static boolean isDeleted(Path unfinished) {
        try {
            Files.deleteIfExists(unfinished);
            return true;
        } catch (IOException e) {
            // The error that led here is the one to tell.
            return Files.notExists(unfinished);
        }
    }

    /**
     * Opens an archive that is not encrypted.
     *
     * @throws SnapshotException if it is none, is damaged, encrypted, or cannot be read
     */
    public static Snapshot open(Path file) {
        return open(file, EncryptionKeys.NONE);
    }

    /**
     * Opens an archive.
     *
     * @param keys asked where it is encrypted
     * @throws SnapshotException if it is none, is damaged, there is no key for it, or it cannot be read
     */
    public static Snapshot open(Path file, EncryptionKeys keys) {
        return reading(file, (reader, in) -> {
            if (reader.header() == null) {
                return new SegmentedSnapshot(file, reader.segments(), reader.notes(), reader.evidence(), () -> close(in));
            }
            Decrypting decrypting = Decrypting.with(keys, reader.header());
            reader.decrypt(decrypting);
            return new SegmentedSnapshot(file, reader.segments(), reader.notes(), reader.evidence(), () -> {
                close(in);
                decrypting.close();
            });
        });
    }

    /**
     * What an encrypted archive tells without its key. All of it is read, and every byte is as it was written if this returns.
     *
     * @return null for an archive in clear
     * @throws SnapshotException if it is none, is damaged, or cannot be read
     */
    public static Outside outside(Path file) {
        return reading(file, (reader, in) -> {
            try (in) {
                if (reader.header() == null) {
                    return null;
                }
                reader.check();
                EvidenceCodec.Signatures signatures = EvidenceCodec.decodeSignatures(reader.signatures());
                return new Outside(Decrypting.keyName(reader.header()), signatures.publicText(), signatures.checkpoints());
            }
        });
    }

    @FunctionalInterface
    private interface Reading<T> {
        T read(ArchiveReader reader, FileChannel in) throws IOException, Decrypting.LockedException;
    }

    private static <T> T reading(Path file, Reading<T> reading) {
        FileChannel in = null;
        try {
            in = FileChannel.open(file, StandardOpenOption.READ);
            return reading.read(new ArchiveReader(in), in);
        } catch (Decrypting.LockedException e) {
            close(in);
            throw new SnapshotException(SnapshotException.Cause.LOCKED, "The archive " + file + " " + e.getMessage() + ".", e);
        } catch (CorruptBytesException e) {
            close(in);
            throw new SnapshotException(SnapshotException.Cause.INPUT, "The archive " + file + " was not opened: " + e.getMessage() + "; get it again from where it came from.", e);
        } catch (NoSuchFileException e) {
            throw new SnapshotException(SnapshotException.Cause.INPUT, "There is no file " + file + ".", e);
        } catch (AccessDeniedException e) {
            throw new SnapshotException(SnapshotException.Cause.ENVIRONMENT, "There are no rights to read " + file + "; ask its owner for them.", e);
        } catch (IOException e) {
            close(in);
            throw new SnapshotException(SnapshotException.Cause.ENVIRONMENT, "The archive " + file + " could not be read: " + e.getMessage() + ".", e);
        }
    }

    private static void close(FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // Nothing was written, so nothing is lost.
            return;
        }
    }
}
