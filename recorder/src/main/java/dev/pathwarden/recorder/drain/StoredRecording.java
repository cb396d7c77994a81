package dev.pathwarden.recorder.drain;

import dev.pathwarden.model.archive.Archives;
import dev.pathwarden.model.disk.OwnerLock;
import dev.pathwarden.model.journal.JournalReader;
import dev.pathwarden.model.journal.JournalTail;
import dev.pathwarden.model.snapshot.Parts;
import dev.pathwarden.model.snapshot.Snapshots;
import dev.pathwarden.model.store.Stores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * What was recorded, where it lies: what {@code run} or {@code demo} left, journals, a snapshot, the parts of a recording or an archive.
 *
 * @param path file or directory
 */
public record StoredRecording(Path path) {

    /** What lies there. */
    public enum Kind {
        /** A directory with journals, a snapshot or parts made of them, or both. */
        OUTPUT,
        JOURNALS,
        SNAPSHOT,
        /** A directory with the parts of a recording. */
        PARTS,
        ARCHIVE,
        /** Nothing that Pathwarden made. */
        NONE
    }

    private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(2);

    /** What lies there now. Links are not followed. */
    public Kind kind() throws IOException {
        if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            return Archives.isArchive(path) ? Kind.ARCHIVE : Kind.NONE;
        }
        if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            return Kind.NONE;
        }
        if (Stores.isStore(path)) {
            return Kind.SNAPSHOT;
        }
        if (!Parts.in(path).isEmpty()) {
            return Kind.PARTS;
        }
        if (!journalFiles(path).isEmpty()) {
            return Kind.JOURNALS;
        }
        return Stores.isStore(snapshot()) || !Parts.in(snapshot()).isEmpty() || !journalFiles(journals()).isEmpty() ? Kind.OUTPUT : Kind.NONE;
    }

    /** Where the journals of an output directory lie. */
    Path journals() {
        return path.resolve(Snapshots.JOURNAL_DIRECTORY);
    }

    /** Where the snapshot of an output directory lies. */
    Path snapshot() {
        return path.resolve(Snapshots.STORE_DIRECTORY);
    }

    /** The journal files in a directory; none where it is not there. */
    static List<Path> journalFiles(Path directory) throws IOException {
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(JournalReader::isJournalFile).sorted().toList();
        }
    }

    /** Who uses it, such as "process 123": a recorder, one that makes a snapshot, or a watched process that has not ended; null where nobody does. */
    public String user() throws IOException {
        for (Path directory : List.of(path, journals(), snapshot())) {
            if (Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
                // The lock of journals and that of a snapshot have the same name.
                String owner = OwnerLock.owner(RecordingDirectory.lock(directory));
                if (owner == null) {
                    owner = writer(directory);
                }
                if (owner != null) {
                    return owner;
                }
            }
        }
        return null;
    }

    /** Who may use it on another machine, which cannot be told from here, such as "process 123 on host build-7"; null where nobody does. */
    public String perhaps() throws IOException {
        for (Path directory : List.of(path, journals(), snapshot())) {
            if (Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
                String owner = Stores.elsewhere(directory);
                if (owner != null) {
                    return owner;
                }
            }
        }
        return null;
    }

    /** A process that lives, and whose journal there has not ended; null where there is none. */
    static String writer(Path journals) throws IOException {
        for (Path file : journalFiles(journals)) {
            if (isAlive(file) && !isEnded(file)) {
                return "process " + JournalReader.process(file);
            }
        }
        return null;
    }

    private static boolean isAlive(Path file) throws IOException {
        // A later process can have got the same id.
        Instant written = Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toInstant().plus(CLOCKS_DIFFER);
        return ProcessHandle.of(JournalReader.process(file)).filter(process -> process.info().startInstant().map(begin -> !begin.isAfter(written)).orElse(true)).isPresent();
    }

    private static boolean isEnded(Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return true;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            JournalTail tail = new JournalTail();
            tail.follow(file, channel);
            tail.news();
            return tail.isEnded(file);
        }
    }

    /** Bytes of all its files. */
    public long bytes() throws IOException {
        return overFiles().reduce(0L, (sum, file) -> sum + file.bytes(), Long::sum);
    }

    /** When one of its files was written last. */
    public Instant written() throws IOException {
        return overFiles().map(Measured::written).max(Instant::compareTo).orElse(Instant.EPOCH);
    }

    private record Measured(long bytes, Instant written) {
    }

    private Stream<Measured> overFiles() throws IOException {
        try (Stream<Path> all = Files.walk(path)) {
            return all.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)).map(StoredRecording::measured).toList().stream();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static Measured measured(Path file) {
        try {
            return new Measured(Files.size(file), Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toInstant());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
