package dev.pathwarden.model.journal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads journals, finished or still written, whole or damaged. Never changes them. The files of a directory are read by all processors.
 *
 * <p>Not for the watched JVM.
 */
public final class JournalReader {

    private static final int ATTEMPTS = 3;

    private JournalReader() {
    }

    /** Whether a file of that name would be a journal's. */
    public static boolean isJournalFile(Path file) {
        return ChunkName.of(file).isPresent();
    }

    /** Id of the process whose journal a file of that name belongs to. */
    public static long process(Path file) {
        return ChunkName.of(file).orElseThrow(() -> new IllegalArgumentException("no journal file: " + file)).set().pid();
    }

    /** When recording began in the process whose journal a file of that name belongs to, epoch nanoseconds. */
    public static long start(Path file) {
        return ChunkName.of(file).orElseThrow(() -> new IllegalArgumentException("no journal file: " + file)).set().startNanos();
    }

    /**
     * Reads every journal in a directory, or the journal of the one process that a file belongs to.
     *
     * @param fileSetOrDirectory a directory, or any file of a process's file set
     * @throws IOException if the directory cannot be listed; what is wrong with a file is among the {@linkplain JournalContents#damages() damages}
     */
    public static JournalContents read(Path fileSetOrDirectory) throws IOException {
        Optional<ChunkName> only = Optional.empty();
        Path directory = fileSetOrDirectory;
        if (!Files.isDirectory(fileSetOrDirectory)) {
            only = ChunkName.of(fileSetOrDirectory);
            directory = fileSetOrDirectory.toAbsolutePath().getParent();
            if (only.isEmpty() || !Files.exists(fileSetOrDirectory)) {
                throw new NoSuchFileException(fileSetOrDirectory.toString(), null, "no journal");
            }
        }
        Map<ChunkName, Path> chunks = new LinkedHashMap<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Optional<ChunkName> name = ChunkName.of(file);
                if (name.isPresent() && (only.isEmpty() || only.get().set().equals(name.get().set()))) {
                    chunks.put(name.get(), file);
                }
            }
        } catch (java.io.UncheckedIOException e) {
            throw e.getCause();
        }
        FileSets sets = new FileSets();
        chunks.entrySet().parallelStream().map(chunk -> Map.entry(chunk.getKey(), read(chunk.getKey(), chunk.getValue()))).toList().forEach(read -> sets.add(read.getKey(), read.getValue()));
        letGo(directory, sets);
        return sets.contents();
    }

    private static void letGo(Path directory, FileSets sets) throws IOException {
        for (String part : SealedRecords.parts(directory)) {
            try {
                sets.letGo(SealedRecords.read(directory, part));
            } catch (IOException unreadable) {
                // Then the files that were let go are named as missing.
                continue;
            }
        }
    }

    private static ChunkContents read(ChunkName name, Path file) {
        ChunkContents chunk = null;
        try {
            // A file that is being written can look damaged to one pass: its first bytes are older than its last.
            for (int attempt = 0; attempt < ATTEMPTS && (chunk == null || !chunk.damages().isEmpty()); attempt++) {
                chunk = ChunkReader.read(name, bytes(file));
            }
            return chunk;
        } catch (IOException e) {
            return ChunkContents.unreadable(name, e);
        }
    }

    private static byte[] bytes(Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException("it is no regular file");
        }
        if (Files.size(file) <= ChunkLayout.MAX_CAPACITY) {
            // It may grow while it is read, also behind an end that was already met: only what is in hand tells its size.
            try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
                byte[] bytes = in.readNBytes(ChunkLayout.MAX_CAPACITY + 1);
                if (bytes.length <= ChunkLayout.MAX_CAPACITY) {
                    return bytes;
                }
            }
        }
        throw new IOException("it is larger than " + ChunkLayout.MAX_CAPACITY + " bytes, which no journal file is");
    }
}
