package dev.pathwarden.recorder.hooks.file;

import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/** What the methods of the default file system provider are called with. */
final class NioPaths {

    private NioPaths() {
    }

    /** The path as text; null if it is none. */
    static String text(Object path) {
        return path instanceof Path given ? given.toString().isEmpty() ? "." : given.toString() : null;
    }

    /** Whether these open options open for writing. */
    static boolean writes(Object options) {
        return has(options, StandardOpenOption.WRITE) || has(options, StandardOpenOption.APPEND);
    }

    /** Whether these open options open for reading and for writing what is there. */
    static boolean readsAndWrites(Object options) {
        return has(options, StandardOpenOption.READ) && writes(options) && !has(options, StandardOpenOption.TRUNCATE_EXISTING);
    }

    static boolean deletesOnClose(Object options) {
        return has(options, StandardOpenOption.DELETE_ON_CLOSE);
    }

    static boolean has(Object options, StandardOpenOption option) {
        return options instanceof Set<?> set && set.contains(option);
    }

    static Path devNull(FileSystem files) {
        return files.getPath("/dev/null");
    }
}
