package dev.pathwarden.model.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads journals, finished or still written, whole or damaged. Never changes them.
 *
 * <p>Not for the watched JVM.
 */
public final class JournalReader {

    private static final Pattern FILE_NAME = Pattern.compile("(\\d{1,19})-([0-9a-f]{1,16})\\.(\\d{1,9})\\.pwj");
    private static final int ATTEMPTS = 3;

    private JournalReader() {
    }

    /** Whether a file of that name would be a journal's. */
    public static boolean isJournalFile(Path file) {
        return FileName.of(file).isPresent();
    }

    /**
     * Reads every journal in a directory, or the journal of the one process that a file belongs to.
     *
     * @param fileSetOrDirectory a directory, or any file of a process's file set
     * @throws IOException if the directory cannot be listed; what is wrong with a file is among the {@linkplain JournalContents#damages() damages}
     */
    public static JournalContents read(Path fileSetOrDirectory) throws IOException {
        Optional<FileName> only = Optional.empty();
        Path directory = fileSetOrDirectory;
        if (!Files.isDirectory(fileSetOrDirectory)) {
            only = FileName.of(fileSetOrDirectory);
            directory = fileSetOrDirectory.toAbsolutePath().getParent();
            if (only.isEmpty() || !Files.exists(fileSetOrDirectory)) {
                throw new NoSuchFileException(fileSetOrDirectory.toString(), null, "no journal");
            }
        }
        TreeMap<FileSet, List<FileName>> sets = new TreeMap<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Optional<FileName> name = FileName.of(file);
                if (name.isPresent() && (only.isEmpty() || only.get().set.equals(name.get().set))) {
                    sets.computeIfAbsent(name.get().set, set -> new ArrayList<>()).add(name.get());
                }
            }
        } catch (java.io.UncheckedIOException e) {
            throw e.getCause();
        }
        List<ProcessJournal> processes = new ArrayList<>();
        List<String> damages = new ArrayList<>();
        sets.forEach((set, files) -> processes.add(readSet(set, files, damages)));
        return new JournalContents(processes, damages);
    }

    private static ProcessJournal readSet(FileSet set, List<FileName> files, List<String> damages) {
        files.sort(Comparator.comparingInt(FileName::number));
        List<JournalEvent> events = new ArrayList<>();
        int expected = 0;
        for (FileName file : files) {
            if (expected < file.number) {
                damages.add("The journal file " + set.name(expected) + (expected + 1 < file.number ? " and those up to " + set.name(file.number - 1) + " are" : " is")
                        + " missing; what was recorded there is lost.");
            }
            expected = file.number + 1;
            ChunkReader chunk = null;
            try {
                // A file that is being written can look damaged to one pass: its first bytes are older than its last.
                for (int attempt = 0; attempt < ATTEMPTS && (chunk == null || !chunk.damages().isEmpty()); attempt++) {
                    chunk = ChunkReader.read(file.path.getFileName().toString(), bytes(file.path), set.pid, set.startNanos, file.number);
                }
                events.addAll(chunk.events());
                damages.addAll(chunk.damages());
            } catch (IOException e) {
                damages.add("The journal file " + file.path.getFileName() + " cannot be read (" + reason(e) + "); its events are missing.");
            }
        }
        return new ProcessJournal(set.pid, set.startNanos, events);
    }

    private static byte[] bytes(Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException("it is no regular file");
        }
        if (Files.size(file) > ChunkLayout.MAX_CAPACITY) {
            throw new IOException("it is larger than " + ChunkLayout.MAX_CAPACITY + " bytes, which no journal file is");
        }
        return Files.readAllBytes(file);
    }

    private static String reason(IOException e) {
        return e instanceof java.nio.file.AccessDeniedException ? "no rights" : e.getMessage();
    }

    private record FileSet(long pid, long startNanos) implements Comparable<FileSet> {
        String name(int number) {
            return ChunkLayout.file(new java.io.File(""), pid, startNanos, number).getName();
        }

        @Override
        public int compareTo(FileSet other) {
            int first = Long.compare(startNanos, other.startNanos);
            return first != 0 ? first : Long.compare(pid, other.pid);
        }
    }

    private record FileName(Path path, FileSet set, int number) {
        static Optional<FileName> of(Path path) {
            Matcher name = FILE_NAME.matcher(path.getFileName() == null ? "" : path.getFileName().toString());
            if (!name.matches()) {
                return Optional.empty();
            }
            try {
                return Optional.of(new FileName(path, new FileSet(Long.parseLong(name.group(1)), Long.parseUnsignedLong(name.group(2), 16)), Integer.parseInt(name.group(3))));
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        }
    }
}
