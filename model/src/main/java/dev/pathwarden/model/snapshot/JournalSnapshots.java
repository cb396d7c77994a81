package dev.pathwarden.model.snapshot;

import dev.pathwarden.model.journal.JournalReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Opens journals as snapshots. */
final class JournalSnapshots {

    private JournalSnapshots() {
    }

    /** Whether the directory holds a journal. */
    static boolean isJournal(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return false;
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.anyMatch(JournalReader::isJournalFile);
        }
    }

    static Snapshot open(Path location, Path journal) throws IOException {
        return new LoadedSnapshot(location, new JournalRuns(JournalReader.read(journal)));
    }
}
