package dev.pathwarden.recorder.drain;

import dev.pathwarden.model.disk.Disk;
import dev.pathwarden.model.journal.JournalReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * Keeps every journal file of a directory open, so that a watched program that deletes or replaces one loses nothing of what was
 * recorded: the content lives on behind the descriptor, and {@link #restore} puts it back.
 *
 * <p>Where many processes write there for a long time, files that are whole can be {@linkplain #release released}. Bytes that a program changes inside a file are not undone here; whoever reads through the descriptor notices. For one thread.
 */
final class HeldJournals implements Closeable {

    private final Path directory;
    private final Map<Path, Held> held = new TreeMap<>();
    private final Map<Path, IOException> unreadable = new TreeMap<>();

    /**
     * A journal file.
     *
     * @param channel null once the file was released
     */
    private record Held(FileChannel channel, Object identity) {
    }

    HeldJournals(Path directory) {
        this.directory = directory;
    }

    /**
     * Opens journal files that were not there before.
     *
     * @param found gets each of them with its descriptor, which is closed with this
     */
    void hold(BiConsumer<Path, FileChannel> found) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, JournalReader::isJournalFile)) {
            unreadable.clear();
            for (Path file : files) {
                if (!held.containsKey(file)) {
                    hold(file, found);
                }
            }
        } catch (java.nio.file.DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private void hold(Path file, BiConsumer<Path, FileChannel> found) {
        try {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                throw new IOException("it is no regular file");
            }
            Object identity = identity(file);
            FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
            held.put(file, new Held(channel, identity));
            found.accept(file, channel);
        } catch (NoSuchFileException e) {
            // Gone between being listed and being opened, as if it had not been listed.
            unreadable.remove(file);
        } catch (IOException e) {
            unreadable.put(file, e);
        }
    }

    /** The files that are held open. */
    List<Path> open() {
        return held.entrySet().stream().filter(entry -> entry.getValue().channel() != null).map(Map.Entry::getKey).toList();
    }

    /** Lets a file go, which is not put back then if it is deleted or replaced. */
    void release(Path file) throws IOException {
        Held released = held.put(file, new Held(null, held.get(file).identity()));
        released.channel().close();
    }

    /** Forgets a file that is there no more, by the recorder's will. */
    void forget(Path file) throws IOException {
        Held forgotten = held.remove(file);
        if (forgotten != null && forgotten.channel() != null) {
            forgotten.channel().close();
        }
    }

    /** Journal files that could not be opened the last time, and why. */
    Map<Path, IOException> unreadable() {
        return Map.copyOf(unreadable);
    }

    /** Puts back what was deleted or replaced; one sentence for each such file, also where that fails. */
    List<String> restore() {
        List<String> found = new ArrayList<>();
        for (Map.Entry<Path, Held> entry : held.entrySet()) {
            Path file = entry.getKey();
            if (entry.getValue().channel() == null) {
                continue;
            }
            boolean there = Files.exists(file, LinkOption.NOFOLLOW_LINKS);
            String what = "The journal file " + file.getFileName() + " was " + (there ? "replaced" : "deleted") + " while it was recorded; its content was held open and ";
            try {
                if (there && entry.getValue().identity().equals(identity(file))) {
                    continue;
                }
                if (there) {
                    Files.move(file, file.resolveSibling(file.getFileName() + ".replaced"), StandardCopyOption.REPLACE_EXISTING);
                }
                write(entry.getValue().channel(), file);
                found.add(what + "has been put back.");
            } catch (IOException e) {
                found.add(what + "is in the snapshot, but could not be put back (" + e.getMessage() + ").");
            }
        }
        return found;
    }

    private void write(FileChannel from, Path file) throws IOException {
        if (!Files.isDirectory(directory)) {
            Disk.makeDirectories(directory);
        }
        try (FileChannel to = FileChannel.open(file, java.util.Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            long size = from.size();
            long copied = 1;
            // Nothing more is copied where the file became shorter meanwhile.
            for (long done = 0; done < size && copied > 0; done += copied) {
                copied = from.transferTo(done, size - done, to);
            }
            to.force(true);
        }
    }

    private static Object identity(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        return attributes.fileKey() == null ? file : attributes.fileKey();
    }

    @Override
    public void close() throws IOException {
        for (Path file : open()) {
            held.get(file).channel().close();
        }
        held.clear();
    }
}
