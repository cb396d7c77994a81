package dev.pathwarden.recorder.hooks.process;

import java.io.File;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What lies where a sandboxed process may write, before and after: tells files that were created, changed or removed, by length and time of change. What others
 * change there meanwhile is told as well. For any thread.
 */
final class WritableFiles {

    private static final int MOST_FILES = 20_000;
    private static final int MOST_TOLD = 500;

    private final List<File> roots;
    private final Map<String, String> before;
    private final boolean whole;

    private WritableFiles(List<File> roots) {
        this.roots = roots;
        this.before = states(roots);
        this.whole = before.size() < MOST_FILES;
    }

    /** What lies there now. */
    static WritableFiles in(List<File> roots) {
        return new WritableFiles(roots);
    }

    /** The changes since, such as {@code created /srv/out/report.csv}, sorted by path; with a last line where there were more than can be told. */
    List<String> changes() {
        Map<String, String> after = states(roots);
        Map<String, String> changes = new TreeMap<>();
        after.forEach((path, state) -> {
            String earlier = before.get(path);
            if (!state.equals(earlier)) {
                changes.put(path, earlier == null ? "created " : "changed ");
            }
        });
        before.keySet().forEach(path -> {
            if (!after.containsKey(path)) {
                changes.put(path, "removed ");
            }
        });
        List<String> told = new ArrayList<>();
        changes.forEach((path, change) -> {
            if (told.size() < MOST_TOLD) {
                told.add(change + path);
            }
        });
        if (changes.size() > MOST_TOLD || !whole || after.size() >= MOST_FILES) {
            told.add("and others: more files than can be told");
        }
        return List.copyOf(told);
    }

    private static Map<String, String> states(List<File> roots) {
        Map<String, String> states = new TreeMap<>();
        Deque<File> open = new ArrayDeque<>(roots);
        while (!open.isEmpty() && states.size() < MOST_FILES) {
            File file = open.pop();
            File[] inside = isLink(file) ? null : file.listFiles();
            if (inside == null) {
                states.put(file.getPath(), file.length() + " " + file.lastModified());
            } else {
                open.addAll(List.of(inside));
            }
        }
        return states;
    }

    /** A link is not followed: it may lead anywhere, and back. */
    private static boolean isLink(File file) {
        try {
            File parent = file.getParentFile();
            File named = parent == null ? file : new File(parent.getCanonicalFile(), file.getName());
            return !named.getCanonicalFile().equals(named.getAbsoluteFile());
        } catch (java.io.IOException e) {
            return true;
        }
    }
}
