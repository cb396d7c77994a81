package dev.pathwarden.policies.rehearsal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a recording lay there, to tell whether it changed while it was read.
 *
 * @param files the file, or the directory and what is in it, each with its size and when it was written; empty where nothing is there
 */
record RecordingState(List<String> files) {

    /** More files need not be looked at to tell that one changed. */
    private static final int MOST = 1_000;

    static RecordingState of(Path recording) {
        try (Stream<Path> found = Files.walk(recording, 1)) {
            return new RecordingState(found.limit(MOST).map(RecordingState::state).sorted().toList());
        } catch (IOException | java.io.UncheckedIOException gone) {
            return new RecordingState(List.of());
        }
    }

    private static String state(Path file) {
        try {
            BasicFileAttributes state = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return file + " " + (state.isDirectory() ? "" : state.size() + " " + state.lastModifiedTime());
        } catch (IOException gone) {
            return file + " -";
        }
    }

    /** What is to be known of a recording that lay so before; empty where it still does. */
    Optional<String> change(Path recording) {
        RecordingState now = of(recording);
        if (now.equals(this)) {
            return Optional.empty();
        }
        return Optional.of(now.files.isEmpty() ? recording + " was deleted while it was read; what was read of it counts." : recording + " changed while it was read; try again for all of it.");
    }
}
