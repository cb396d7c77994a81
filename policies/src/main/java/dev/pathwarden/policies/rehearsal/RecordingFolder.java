package dev.pathwarden.policies.rehearsal;

import dev.pathwarden.model.snapshot.Snapshots;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Finds the snapshots in a folder. */
public final class RecordingFolder {

    private static final int DEEPEST = 6;
    private static final int MOST = 10_000;

    private RecordingFolder() {
    }

    /** Whether it is a directory that is not itself a snapshot. */
    public static boolean isFolder(Path place) {
        return Files.isDirectory(place) && !Snapshots.isLike(place);
    }

    /**
     * The snapshots, archives and journals below a folder, in the order of their names; the place itself where it is none. What is meant to be one and cannot be read is among them; links are not followed.
     *
     * @throws UncheckedIOException if a directory cannot be listed
     */
    public static List<Path> in(Path place) {
        if (!isFolder(place)) {
            return List.of(place);
        }
        List<Path> found = new ArrayList<>();
        collect(place, DEEPEST, found);
        return found;
    }

    private static void collect(Path directory, int deep, List<Path> found) {
        List<Path> children;
        try (Stream<Path> listed = Files.list(directory)) {
            children = listed.filter(child -> !Files.isSymbolicLink(child)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (Path child : children) {
            if (found.size() < MOST && Snapshots.isLike(child)) {
                found.add(child);
            } else if (deep > 1 && Files.isDirectory(child) && Files.isReadable(child)) {
                collect(child, deep - 1, found);
            }
        }
    }
}
