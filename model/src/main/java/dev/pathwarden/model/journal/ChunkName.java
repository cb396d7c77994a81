package dev.pathwarden.model.journal;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the name of a chunk's file says.
 *
 * @param file the name
 * @param set the file set it belongs to
 * @param number its place in the set
 */
record ChunkName(String file, FileSet set, int number) {

    private static final Pattern PATTERN = Pattern.compile("(\\d{1,19})-([0-9a-f]{1,16})\\.(\\d{1,9})\\.pwj");

    /** The journal of one process. */
    record FileSet(long pid, long startNanos) implements Comparable<FileSet> {
        /** What the names of its files begin with. */
        String name() {
            return pid + "-" + Long.toHexString(startNanos);
        }

        String name(int number) {
            return ChunkLayout.file(new java.io.File(""), pid, startNanos, number).getName();
        }

        @Override
        public int compareTo(FileSet other) {
            int first = Long.compare(startNanos, other.startNanos);
            return first != 0 ? first : Long.compare(pid, other.pid);
        }
    }

    /** Empty where the file's name is none of a chunk. */
    static Optional<ChunkName> of(Path path) {
        Matcher name = PATTERN.matcher(path.getFileName() == null ? "" : path.getFileName().toString());
        if (!name.matches()) {
            return Optional.empty();
        }
        try {
            FileSet set = new FileSet(Long.parseLong(name.group(1)), Long.parseUnsignedLong(name.group(2), 16));
            return Optional.of(new ChunkName(name.group(), set, Integer.parseInt(name.group(3))));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
