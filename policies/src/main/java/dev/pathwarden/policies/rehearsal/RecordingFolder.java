package dev.pathwarden.policies.rehearsal;

import dev.pathwarden.model.snapshot.Snapshots;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The snapshots in a folder.
 *
 * @param recordings the snapshots, archives and journals below it, in the order of their names; what is meant to be one and cannot be read is among them
 * @param leftOut what lies below it and was not looked at, one sentence for each reason; empty where everything was
 */
public record RecordingFolder(List<Path> recordings, List<String> leftOut) {

    private static final int DEEPEST = 6;
    private static final int MOST = 10_000;

    public RecordingFolder {
        recordings = List.copyOf(recordings);
        leftOut = List.copyOf(leftOut);
    }

    /** Whether it is a directory that is not itself a snapshot. */
    public static boolean isFolder(Path place) {
        return Files.isDirectory(place) && !Snapshots.isLike(place);
    }

    /**
     * Looks through a folder, six directories deep; links are not followed. A place that is none stands for itself.
     *
     * @throws UncheckedIOException if the folder itself cannot be listed
     */
    public static RecordingFolder of(Path place) {
        return of(place, MOST, RecordingFolder::children);
    }

    /** As {@link #of(Path)}, with at most so many recordings. */
    static RecordingFolder of(Path place, int most, Listing listing) {
        if (!isFolder(place)) {
            return new RecordingFolder(List.of(place), List.of());
        }
        Search search = new Search(place, most, listing);
        try {
            search.through(listing.children(place), 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new RecordingFolder(search.found, search.leftOut());
    }

    private static List<Path> children(Path directory) throws IOException {
        try (Stream<Path> listed = Files.list(directory)) {
            return listed.filter(child -> !Files.isSymbolicLink(child)).sorted().toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** What lies in a directory. */
    @FunctionalInterface
    interface Listing {
        List<Path> children(Path directory) throws IOException;
    }

    private static final class Search {
        private final Path folder;
        private final int most;
        private final Listing listing;
        private final List<Path> found = new ArrayList<>();
        private final List<Path> unlisted = new ArrayList<>();
        private final List<Path> tooDeep = new ArrayList<>();
        private int more;

        Search(Path folder, int most, Listing listing) {
            this.folder = folder;
            this.most = most;
            this.listing = listing;
        }

        void through(List<Path> children, int deep) {
            for (Path child : children) {
                if (Snapshots.isLike(child)) {
                    if (found.size() < most) {
                        found.add(child);
                    } else {
                        more++;
                    }
                } else if (Files.isDirectory(child)) {
                    below(child, deep + 1);
                }
            }
        }

        private void below(Path directory, int deep) {
            if (deep > DEEPEST) {
                tooDeep.add(directory);
                return;
            }
            List<Path> children;
            try {
                children = listing.children(directory);
            } catch (IOException unreadable) {
                unlisted.add(directory);
                return;
            }
            through(children, deep);
        }

        List<String> leftOut() {
            List<String> sentences = new ArrayList<>();
            if (!unlisted.isEmpty()) {
                sentences.add(which(unlisted) + " cannot be listed, so that recordings in it were not looked at: give yourself the right to read it.");
            }
            if (!tooDeep.isEmpty()) {
                sentences.add(which(tooDeep) + " lies more than " + DEEPEST + " directories deep in " + folder + ", so that recordings in it were not looked at: name a folder nearer to them.");
            }
            if (more > 0) {
                sentences.add(folder + " has " + more + " recordings more than the " + most + " that are looked at, which are the first by their names: name a folder with fewer.");
            }
            return sentences;
        }

        private static String which(List<Path> directories) {
            return "The directory " + directories.get(0) + (directories.size() == 1 ? "" : ", like " + (directories.size() - 1) + " more,");
        }
    }
}
