package dev.pathwarden.model.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads one file of a journal while it is written, and keeps nothing of what it has given away. Like {@link JournalTail} it reads from a descriptor that is held open, and knows at the end whether
 * the bytes that were read are still there. For one thread; not for the watched JVM.
 */
public final class ChunkTail {

    /**
     * What there was left to say of a file.
     *
     * @param events those that were not given away before
     * @param damages what could not be read, one sentence each
     * @param lost events that its process could not write while this was its last file
     */
    public record Rest(List<PlacedEvent> events, List<String> damages, long lost) {
        public Rest {
            events = List.copyOf(events);
            damages = List.copyOf(damages);
        }
    }

    private final Path file;
    private final ChunkName name;
    private final LastingSource source;
    private final DrainedBytes drained = new DrainedBytes();
    private final ChunkReader reader;

    /**
     * @param file a {@linkplain JournalReader#isJournalFile journal's file}
     * @param descriptor the file, open for reading; must stay open until {@link #finish} or {@link #release} has returned, and is not closed here
     */
    public ChunkTail(Path file, FileChannel descriptor) {
        this.file = file;
        this.name = ChunkName.of(file).orElseThrow(() -> new IllegalArgumentException("no journal file: " + file));
        this.source = new LastingSource(ChunkSource.of(descriptor));
        this.reader = new ChunkReader(name, source, drained);
    }

    public Path file() {
        return file;
    }

    /** Name of the file set that it belongs to: that of one process. */
    public String set() {
        return name.set().name();
    }

    public long pid() {
        return name.set().pid();
    }

    /** When recording began in its process, epoch nanoseconds. */
    public long startNanos() {
        return name.set().startNanos();
    }

    /** Its place in the file set, from 0. */
    public int number() {
        return name.number();
    }

    /** The events that became whole since the last call, in the order they did. What cannot be read now is read again the next time. */
    public List<PlacedEvent> news() {
        try {
            reader.advance();
        } catch (IOException e) {
            // It is tried again, and named at the end if it lasts.
            return reader.take();
        }
        return reader.take();
    }

    /** Whether it was read up to the mark that ends it, so that nothing more will be written to it. */
    public boolean isEnded() {
        return reader.isEnded();
    }

    /** Where the next record is looked for: all before it were read, but for those that are {@linkplain #unfinished begun and not finished}. */
    public int position() {
        return reader.position();
    }

    /** Offsets of the records that were begun and not finished when they were looked at. */
    public Set<Integer> unfinished() {
        return reader.unfinished();
    }

    /** Reads it by its name from now on: its descriptor may be closed. */
    public void release() {
        source.readByName(file);
    }

    /** Reads what is left, and says what is wrong with the file. Nothing can be read with this afterwards. */
    public Rest finish() {
        ChunkContents read = reader.finish();
        List<PlacedEvent> events = reader.take();
        List<String> damages = new ArrayList<>();
        try {
            if (!drained.areStillIn(source)) {
                damages.add("The journal file " + name.file() + " was changed behind the recorder: bytes that had been read already are no longer there; what was read of it is kept, and later events may be missing.");
            }
        } catch (IOException e) {
            damages.add(ChunkContents.unreadable(name, e, "whether it was changed since its events were read is not known"));
        }
        damages.addAll(read.damages());
        return new Rest(events, damages, read.lost());
    }
}
