package dev.pathwarden.model.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads journals while they are written, from descriptors that are held open.
 *
 * <p>What was read once counts, whatever happens to the file afterwards: it may be damaged, cut, deleted or replaced. A running SHA-256 of the bytes read of each
 * file tells at the {@link #finish} whether they are still there. A record that is being written is read later, and is named as damage only if
 * it is unfinished at the end.
 *
 * <p>All events are kept in memory until then, encoded. For one thread at a time; not for the watched JVM.
 */
public final class JournalTail {

    private static final class Followed {
        private final ChunkName name;
        private final LastingSource source;
        private final DrainedBytes drained = new DrainedBytes();
        private final ChunkReader reader;
        private boolean released;

        Followed(ChunkName name, ChunkSource source) {
            this.name = name;
            this.source = new LastingSource(source);
            this.reader = new ChunkReader(name, this.source, drained);
        }
    }

    private final Map<Path, Followed> chunks = new TreeMap<>();

    /**
     * Reads that file from now on.
     *
     * @param file a {@linkplain JournalReader#isJournalFile journal's file}; only its name is used
     * @param descriptor the file, open for reading; must stay open until {@link #finish} or {@link #release} has returned, and is not closed here
     */
    public void follow(Path file, FileChannel descriptor) {
        follow(file, ChunkSource.of(descriptor));
    }

    void follow(Path file, ChunkSource source) {
        chunks.put(file, new Followed(name(file), source));
    }

    /** Whether that file was read up to the mark that ends it, so that nothing more will be written to it. */
    public boolean isEnded(Path file) {
        return chunks.get(file).reader.isEnded();
    }

    /** Reads that file by its name from now on, where it still has it: its descriptor may be closed. Until {@link #finish} it is not looked at any more. */
    public void release(Path file) {
        Followed chunk = chunks.get(file);
        chunk.source.readByName(file);
        chunk.released = true;
    }

    /** The events that became whole since the last call: those of one file in the order they did, one file after the other. A file that cannot be read now is read again the next time. */
    public List<JournalEvent> poll() {
        return news().stream().flatMap(process -> process.events().stream()).toList();
    }

    /** The events that became whole since the last call, like {@link #poll}, one entry for each process that has some. */
    public List<ProcessJournal> news() {
        Map<ChunkName.FileSet, List<EncodedEvents>> news = new LinkedHashMap<>();
        for (Followed chunk : chunks.values()) {
            if (chunk.released) {
                continue;
            }
            try {
                chunk.reader.advance();
            } catch (IOException e) {
                // It is tried again, and named at the end if it lasts.
                continue;
            } finally {
                EncodedEvents read = chunk.reader.news();
                if (!read.isEmpty()) {
                    news.computeIfAbsent(chunk.name.set(), set -> new ArrayList<>()).add(read);
                }
            }
        }
        return news.entrySet().stream().map(process -> new ProcessJournal(process.getKey().pid(), process.getKey().startNanos(), EncodedEvents.joined(process.getValue()))).toList();
    }

    /**
     * Lets go of the files that their process has closed and that were read to their end, for a reader that keeps what it was given and never {@linkplain #finish finishes}.
     *
     * @return these files; their descriptors may be closed
     */
    public List<Path> release() {
        List<Path> over = chunks.entrySet().stream().filter(chunk -> chunk.getValue().reader.isOver()).map(Map.Entry::getKey).toList();
        over.forEach(chunks::remove);
        return over;
    }

    /**
     * Reads what is left. The same as {@link JournalReader#read} gives, if no bytes were changed after they had been read. Nothing can be read with this tail afterwards.
     *
     * @param unreadable journal files that could not be opened, and why
     */
    public JournalContents finish(Map<Path, IOException> unreadable) {
        FileSets sets = new FileSets();
        chunks.values().forEach(chunk -> sets.add(chunk.name, finish(chunk)));
        unreadable.forEach((file, reason) -> sets.add(name(file), ChunkContents.unreadable(name(file), reason)));
        return sets.contents();
    }

    private static ChunkContents finish(Followed chunk) {
        ChunkContents read = chunk.reader.finish();
        List<String> damages = new ArrayList<>();
        try {
            if (!chunk.drained.areStillIn(chunk.source)) {
                damages.add("The journal file " + chunk.name.file() + " was changed behind the recorder: bytes that had been read already are no longer there; the "
                        + read.events().size() + " events read from it are kept, and later ones may be missing.");
            }
        } catch (IOException e) {
            damages.add(ChunkContents.unreadable(chunk.name, e, "whether it was changed since its events were read is not known"));
        }
        damages.addAll(read.damages());
        return new ChunkContents(read.events(), damages, read.lost());
    }

    private static ChunkName name(Path file) {
        return ChunkName.of(file).orElseThrow(() -> new IllegalArgumentException("no journal file: " + file));
    }
}
