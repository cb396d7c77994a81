package dev.pathwarden.recorder.drain;

import dev.pathwarden.model.journal.JournalReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Keeps every journal file of a directory open, so that a watched program that deletes or replaces one loses nothing of what was
 * recorded: the content lives on behind the descriptor, and {@link #restore} puts it back.
 *
 * <p>Bytes that a program changes inside a file are not undone here; the journal's checksums tell. For one thread.
 */
final class HeldJournals implements Closeable {

    private final Path directory;
    private final Map<Path, Held> held = new TreeMap<>();

    private record Held(FileChannel channel, Object identity) {
    }

    HeldJournals(Path directory) {
        this.directory = directory;
    }

    /** Opens journal files that were not there before. */
    void hold() throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, JournalReader::isJournalFile)) {
            for (Path file : files) {
                if (!held.containsKey(file) && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    held.put(file, new Held(FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS), identity(file)));
                }
            }
        } catch (java.nio.file.DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    /** Number of files held. */
    int count() {
        return held.size();
    }

    /** Puts back what was deleted or replaced; one sentence for each. */
    List<String> restore() throws IOException {
        List<String> found = new ArrayList<>();
        for (Map.Entry<Path, Held> entry : held.entrySet()) {
            Path file = entry.getKey();
            boolean there = Files.exists(file, LinkOption.NOFOLLOW_LINKS);
            if (there && entry.getValue().identity().equals(identity(file))) {
                continue;
            }
            if (there) {
                Files.move(file, file.resolveSibling(file.getFileName() + ".replaced"), StandardCopyOption.REPLACE_EXISTING);
            }
            write(entry.getValue().channel(), file);
            found.add("The journal file " + file.getFileName() + " was " + (there ? "replaced" : "deleted") + " while it was recorded; its content was held open and has been put back.");
        }
        return found;
    }

    private void write(FileChannel from, Path file) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        try (FileChannel to = FileChannel.open(file, java.util.Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            long size = from.size();
            for (long done = 0; done < size; ) {
                done += from.transferTo(done, size - done, to);
            }
        }
    }

    private static Object identity(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        return attributes.fileKey() == null ? file : attributes.fileKey();
    }

    @Override
    public void close() throws IOException {
        for (Held one : held.values()) {
            one.channel().close();
        }
        held.clear();
    }
}
