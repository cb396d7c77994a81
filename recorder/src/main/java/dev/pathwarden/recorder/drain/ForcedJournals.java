package dev.pathwarden.recorder.drain;

import dev.pathwarden.model.disk.Disk;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Forces to disk what watched processes appended: their records outlive them, and only after this the machine. For any thread; one that adds a file may wait for one that forces.
 */
final class ForcedJournals {

    private final Path directory;
    private final Map<Path, FileChannel> open = new TreeMap<>();
    private final TreeSet<Path> released = new TreeSet<>();
    private final TreeSet<Path> unforced = new TreeSet<>();

    ForcedJournals(Path directory) {
        this.directory = directory;
    }

    /** Forces that file from now on. */
    synchronized void add(Path file, FileChannel descriptor) {
        open.put(file, descriptor);
    }

    /** The descriptor of that file may be closed. It is forced by its name once more, and at the end. */
    synchronized void release(Path file) {
        open.remove(file);
        released.add(file);
        unforced.add(file);
    }

    /** That file is there no more, by the recorder's will. */
    synchronized void forget(Path file) {
        open.remove(file);
        released.remove(file);
        unforced.remove(file);
    }

    /** Forces what was appended before the call, and the names of the files. Takes as long as the disk needs. */
    void force() throws IOException {
        ArrayList<FileChannel> descriptors;
        ArrayList<Path> files;
        synchronized (this) {
            descriptors = new ArrayList<>(open.values());
            files = new ArrayList<>(unforced);
        }
        for (FileChannel descriptor : descriptors) {
            if (descriptor.isOpen()) {
                descriptor.force(true);
            }
        }
        for (Path file : files) {
            force(file);
        }
        Disk.forceNames(directory);
    }

    private void force(Path file) throws IOException {
        try {
            Disk.force(file);
        } catch (NoSuchFileException deleted) {
            // There is nothing left to force.
        }
        synchronized (this) {
            unforced.remove(file);
        }
    }

    /** As {@link #force}, with all files that were ever added. */
    void forceAll() throws IOException {
        synchronized (this) {
            unforced.addAll(released);
        }
        force();
    }
}
