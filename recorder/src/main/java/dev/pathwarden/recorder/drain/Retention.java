package dev.pathwarden.recorder.drain;

import dev.pathwarden.model.disk.Disk;
import dev.pathwarden.model.snapshot.Parts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which recordings in a directory are kept. Of each it keeps all or nothing; of a recording in parts, all or nothing of each part.
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
     * @param perhaps who may use it on another machine, which cannot be told from here; null where nobody does
     */
    public record Judged(StoredRecording recording, long bytes, Instant written, String user, String perhaps, boolean goes) {
    }

    private static final String GOING = ".pathwarden-pruned-";

    /**
     * Judges the recordings that lie in a directory, and the parts of those that have some, the newest first. Changes nothing. What is no recording, and what lies deeper, is left out.
     *
     * @param consent judge those as well of which cannot be told from this machine whether someone uses them; without it they stay
     */
    public List<Judged> judge(Path directory, Instant now, boolean consent) throws IOException {
        List<Judged> all = new ArrayList<>();
        for (Path path : list(directory)) {
            if (!isGoing(path)) {
                StoredRecording recording = new StoredRecording(path);
                switch (recording.kind()) {
                    case NONE -> { }
                    case PARTS -> {
                        for (Path part : Parts.in(path)) {
                            all.add(measured(new StoredRecording(part)));
                        }
                    }
                    default -> all.add(measured(recording));
                }
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
            judged.add(new Judged(one.recording(), one.bytes(), one.written(), one.user(), one.perhaps(), one.user() == null && (consent || one.perhaps() == null) && (old || tooMany || tooMuch)));
        }
        return judged;
    }

    private static Judged measured(StoredRecording recording) throws IOException {
        return new Judged(recording, recording.bytes(), recording.written(), recording.user(), recording.perhaps(), false);
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
            } else if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS) && !Parts.in(path).isEmpty()) {
                deleteLeftovers(path);
            }
        }
    }

    static boolean isGoing(Path path) {
        return path.getFileName().toString().startsWith(GOING);
    }

    private static List<Path> list(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }
}
