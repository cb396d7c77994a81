package dev.pathwarden.model.snapshot;

import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.store.Stores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The parts of a recording that goes on for long: whole snapshots in one directory, each named by when it was begun, as in {@code part-2026-11-30T01-18-29Z}. By name they are in the order in which they were made.
 */
public final class Parts {

    private static final Pattern NAME = Pattern.compile("part-\\d{4}-\\d{2}-\\d{2}T\\d{2}-\\d{2}-\\d{2}Z");
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("'part-'uuuu-MM-dd'T'HH-mm-ss'Z'").withZone(ZoneOffset.UTC);

    private Parts() {
    }

    /** Whether the directory has the name of a part and is a snapshot, finished or not. */
    public static boolean isPart(Path directory) {
        return NAME.matcher(String.valueOf(directory.getFileName())).matches() && Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS) && Stores.isStore(directory);
    }

    /** The parts in a directory, finished or not, in their order; none where it is not there. */
    public static List<Path> in(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(Parts::isPart).sorted().toList();
        }
    }

    /** The parts of a recording, finished or not, in their order: those in that directory, or in the snapshot of what {@code run} left; none where it is not in parts. */
    public static List<Path> of(Path location) throws IOException {
        List<Path> here = in(location);
        return here.isEmpty() ? in(location.resolve(Snapshots.STORE_DIRECTORY)) : here;
    }

    /** Whether there are parts in a directory. */
    static boolean areIn(Path directory) {
        try {
            return !in(directory).isEmpty();
        } catch (IOException unreadable) {
            return false;
        }
    }

    /** Where the next part goes: behind all that are there, whatever the clock says. */
    public static Path next(Path directory, Instant now) throws IOException {
        Instant begin = now.truncatedTo(ChronoUnit.SECONDS);
        List<Path> parts = in(directory);
        if (!parts.isEmpty()) {
            Instant last = FORMAT.parse(parts.get(parts.size() - 1).getFileName().toString(), Instant::from);
            begin = begin.isAfter(last) ? begin : last.plusSeconds(1);
        }
        return directory.resolve(FORMAT.format(begin));
    }

    /** What stands among the damages of a part in which a run was sealed that had not ended. Where the parts are read together it is left out. */
    public static String goesOn(RunId run) {
        return "Run " + run + " had not ended when it was written here; what came of it later is in a later part of the recording, and the directory of the parts is shown as one.";
    }
}
