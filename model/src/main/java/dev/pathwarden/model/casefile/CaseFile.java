package dev.pathwarden.model.casefile;

import dev.pathwarden.model.disk.Disk;
import dev.pathwarden.model.disk.DiskFailure;
import dev.pathwarden.model.disk.OwnerLock;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * One file with a case, for its owner only. It is there as it was before or as it is after, whatever happens in between: what is written goes to {@code FILE.new}, is forced, takes the name, and that is forced.
 * {@code FILE.lock} is held meanwhile, and stays.
 *
 * <p>For any thread. Writing takes as long as the disk needs, and waits for others that write the same file.
 */
record CaseFile(Path path) {

    private static final FileAttribute<?> OWNER_ONLY = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    /** The names of all recordings that a case can name, and what stands before them. */
    private static final int HEAD = 4_096;
    private static final int TRIES = 1_000;
    private static final long TRY_EVERY_MILLIS = 10;

    /** What happens between the writing of a file and its taking the name. */
    @FunctionalInterface
    interface Between {
        Between NOTHING = () -> { };

        void happens();
    }

    Path lock() {
        return path.resolveSibling(path.getFileName() + ".lock");
    }

    private Path unfinished() {
        return path.resolveSibling(path.getFileName() + ".new");
    }

    boolean exists() {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    /** Whether the file says in its first bytes that it was kept for one of these recordings, damaged or not. */
    boolean names(Set<String> recordings) {
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
            String head = new String(in.readNBytes(HEAD), StandardCharsets.ISO_8859_1);
            return recordings.stream().anyMatch(head::contains);
        } catch (IOException unreadable) {
            return false;
        }
    }

    /**
     * What it holds; nothing where it is not there.
     *
     * @throws CaseException if it is no case, damaged, of a later version, or cannot be read
     */
    Case read() {
        if (!exists()) {
            return Case.EMPTY;
        }
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            throw refused("is not a file of its own");
        }
        try (InputStream in = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
            return CaseCodec.decode(in.readNBytes(CaseCodec.LARGEST + 1));
        } catch (CaseCodec.NoCaseException e) {
            throw refused(e.getMessage());
        } catch (NoSuchFileException gone) {
            return Case.EMPTY;
        } catch (IOException e) {
            throw failed("could not be read", e);
        }
    }

    /**
     * Changes what it holds. Nobody else writes it in between.
     *
     * @param change is given what it holds now
     * @return what it holds then
     * @throws CaseException if what is there cannot be read, and stays; or nothing can be written
     */
    Case update(UnaryOperator<Case> change) {
        return update(change, Between.NOTHING);
    }

    Case update(UnaryOperator<Case> change, Between between) {
        return update(this, change, between);
    }

    /** One at a time in this process: whoever opened the lock's file a second time and closed it would have let it go for both. */
    private static synchronized Case update(CaseFile file, UnaryOperator<Case> change, Between between) {
        try {
            Path directory = file.path.toAbsolutePath().getParent();
            if (!Files.isDirectory(directory)) {
                Disk.makeDirectories(directory);
            }
            try (OwnerLock lock = file.take()) {
                Case before = file.read();
                Case after = change.apply(before);
                if (!after.equals(before)) {
                    file.write(CaseCodec.encode(after), between);
                }
                return after;
            }
        } catch (IOException e) {
            throw file.failed("could not be written, and is as it was", e);
        }
    }

    private OwnerLock take() throws IOException {
        for (int tries = 1; ; tries++) {
            try {
                return OwnerLock.take(lock());
            } catch (OwnerLock.HeldException held) {
                if (tries == TRIES) {
                    throw new CaseException(CaseException.Cause.ENVIRONMENT, "The case " + path + " has been in the hands of " + held.owner() + " for " + TRIES * TRY_EVERY_MILLIS / 1_000 + " seconds: try again, or end that.", held);
                }
                pause();
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(TRY_EVERY_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CaseException(CaseException.Cause.ENVIRONMENT, "The case " + path + " was not written: it was broken off while another process had it.", e);
        }
    }

    private void write(byte[] bytes, Between between) throws IOException {
        Path unfinished = unfinished();
        // One is left of a process that died; who has the lock is alone here.
        Disk.delete(unfinished);
        try {
            try (FileChannel out = FileChannel.open(unfinished, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), rights())) {
                ByteBuffer left = ByteBuffer.wrap(bytes);
                while (left.hasRemaining()) {
                    out.write(left);
                }
                out.force(true);
            }
            between.happens();
            Disk.rename(unfinished, path);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private FileAttribute<?>[] rights() {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix") ? new FileAttribute<?>[] {OWNER_ONLY} : new FileAttribute<?>[0];
    }

    private CaseException refused(String why) {
        return new CaseException(CaseException.Cause.INPUT, "The case " + path + " " + why + "; it stays as it is, and nothing is written to it: restore it from a copy, or move it away to begin another one.");
    }

    private CaseException failed(String what, IOException e) {
        String why = e instanceof AccessDeniedException denied ? "there are no rights to use " + denied.getFile() : DiskFailure.of(e).text();
        return new CaseException(CaseException.Cause.ENVIRONMENT, "The case " + path + " " + what + ": " + why + ".", e);
    }
}
