package dev.pathwarden.recorder.drain;

import dev.pathwarden.model.disk.Disk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which recordings in a directory are kept. Of each it keeps all or nothing.
 *
 * @param olderThan those that were written last longer ago go; null: age does not count
 * @param keep the newest so many stay, the rest goes; null: number does not count
 * @param atMost the newest stay as long as all of them together have at most so many bytes, the rest goes; null: size does not count
 */
public record Retention(Duration olderThan, Integer keep, Long atMost) {

    /**
     * A recording, and what becomes of it.
     *
     * @param user who uses it, so that it stays whatever its age; null where nobody does
     */
    public record Judged(StoredRecording recording, long bytes, Instant written, String user, boolean goes) {
    }

    private static final String GOING = ".pathwarden-pruned-";

    /** Judges the recordings that lie in a directory, the newest first. Changes nothing. What is no recording, and what lies deeper, is left out. */
    public List<Judged> judge(Path directory, Instant now) throws IOException {
        List<Judged> all = new ArrayList<>();
        for (Path path : list(directory)) {
            StoredRecording recording = new StoredRecording(path);
            if (!isGoing(path) && recording.kind() != StoredRecording.Kind.NONE) {
                all.add(new Judged(recording, recording.bytes(), recording.written(), recording.user(), false));
            }
        }
        all.sort(Comparator.comparing(Judged::written).reversed().thenComparing(judged -> judged.recording().path()));
        List<Judged> judged = new ArrayList<>();
        long bytes = 0;
        for (Judged one : all) {
            bytes += one.bytes();
            boolean old = olderThan != null && one.written().isBefore(now.minus(olderThan));
            boolean tooMany = keep != null && judged.size() >= keep;
            boolean tooMuch = atMost != null && bytes > atMost;
            judged.add(new Judged(one.recording(), one.bytes(), one.written(), one.user(), one.user() == null && (old || tooMany || tooMuch)));
        }
        return judged;
    }

    /** Deletes a recording. A kill at any instant leaves all of it or nothing that looks like one; {@link #deleteLeftovers} deletes what is left then. */
    public static void delete(StoredRecording recording) throws IOException {
        Path going = recording.path().resolveSibling(GOING + recording.path().getFileName());
        Disk.delete(going);
        Disk.rename(recording.path(), going);
        Disk.delete(going);
    }

    /** Deletes what a process left in a directory that was killed while it deleted a recording. */
    public static void deleteLeftovers(Path directory) throws IOException {
        for (Path path : list(directory)) {
            if (isGoing(path)) {
                Disk.delete(path);
            }
        }
    }

    private static boolean isGoing(Path path) {
        return path.getFileName().toString().startsWith(GOING);
    }

    private static List<Path> list(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }
}
