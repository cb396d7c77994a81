package dev.pathwarden.recorder.hooks.file;

import java.io.File;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/** Paths as text. Touches no file, so symbolic links are not followed. */
final class FilePaths {

    private FilePaths() {
    }

    /** The path made absolute, without {@code .}, {@code ..} and doubled slashes. */
    static String absolute(String path) {
        String full = path.startsWith("/") ? path : new File(path).getAbsolutePath();
        if (!full.contains("/.") && !full.contains("//") && !(full.length() > 1 && full.endsWith("/"))) {
            return full;
        }
        Deque<String> parts = new ArrayDeque<>();
        for (String part : full.split("/")) {
            if (part.equals("..")) {
                parts.pollLast();
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        StringBuilder clean = new StringBuilder(full.length());
        for (Iterator<String> i = parts.iterator(); i.hasNext();) {
            clean.append('/').append(i.next());
        }
        return clean.length() == 0 ? "/" : clean.toString();
    }

    /** Last part of the path. */
    static String name(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 || slash == path.length() - 1 ? path : path.substring(slash + 1);
    }

    /** Whether the absolute path lies under a directory for temporary files. */
    static boolean temporary(String path, String temporaryDirectory) {
        return path.startsWith("/tmp/") || path.startsWith("/var/tmp/") || path.startsWith("/dev/shm/") || path.startsWith(temporaryDirectory);
    }
}
