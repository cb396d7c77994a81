package dev.pathwarden.policies.novelty;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/** Areas that are known, so that a path is looked up without a copy of any part of it. Immutable. */
final class KnownAreas {

    private final String[] names;
    private final KnownAreas[] below;
    private final boolean files;
    private final boolean deeper;

    private KnownAreas(Draft draft) {
        names = draft.below.keySet().toArray(String[]::new);
        below = draft.below.values().stream().map(KnownAreas::new).toArray(KnownAreas[]::new);
        files = draft.files;
        deeper = draft.deeper;
    }

    private static final class Draft {
        private final SortedMap<String, Draft> below = new TreeMap<>();
        private boolean files;
        private boolean deeper;
    }

    /** Areas as {@link FileArea#of} names them. */
    static KnownAreas of(Iterable<String> areas) {
        Draft root = new Draft();
        for (String area : areas) {
            Draft at = root;
            int last = Math.max(0, area.lastIndexOf('/'));
            for (int from = 0; from < last; ) {
                int to = Math.min(FileArea.end(area, from), last);
                if (to > from) {
                    at = at.below.computeIfAbsent(area.substring(from, to), name -> new Draft());
                }
                from = to + 1;
            }
            boolean all = area.endsWith("**");
            at.deeper |= all;
            at.files |= !all;
        }
        return new KnownAreas(root);
    }

    /** Whether the area of a path is among them. */
    boolean holds(String path) {
        KnownAreas at = this;
        int last = path.lastIndexOf('/');
        int count = 0;
        for (int from = 0; from < last; ) {
            int to = Math.min(FileArea.end(path, from), last);
            if (to > from) {
                if (count++ == FileArea.MOST_NAMES) {
                    return at.deeper;
                }
                int next = FileArea.isAny(path, from, to) ? Arrays.binarySearch(at.names, FileArea.ANY) : at.find(path, from, to);
                if (next < 0) {
                    return false;
                }
                at = at.below[next];
            }
            from = to + 1;
        }
        return at.files;
    }

    private int find(String path, int from, int to) {
        int low = 0;
        int high = names.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = compare(names[middle], path, from, to);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }

    private static int compare(String name, String path, int from, int to) {
        int length = to - from;
        for (int i = 0; i < Math.min(name.length(), length); i++) {
            int order = name.charAt(i) - path.charAt(from + i);
            if (order != 0) {
                return order;
            }
        }
        return name.length() - length;
    }
}
