package dev.pathwarden.policies.novelty;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Forms that one argument, and what lies in it, are known to have. Filled once and then only read. */
final class KnownShape {

    private final Map<String, KnownShape> entries = new HashMap<>();
    private KnownShape elements;
    private int forms;

    /** Adds a form of the value at a path below this one, as {@link StepTraits} spells it. */
    void add(String path, Form form) {
        KnownShape at = this;
        for (int from = 0; from < path.length(); ) {
            if (path.startsWith(ArgumentNames.ELEMENTS, from)) {
                at.elements = at.elements == null ? new KnownShape() : at.elements;
                at = at.elements;
                from += ArgumentNames.ELEMENTS.length();
                continue;
            }
            int start = path.charAt(from) == '.' ? from + 1 : from;
            int end = start;
            while (end < path.length() && path.charAt(end) != '.' && path.charAt(end) != '[') {
                end++;
            }
            at = at.entries.computeIfAbsent(path.substring(start, end), name -> new KnownShape());
            from = Math.max(end, from + 1);
        }
        at.forms |= 1 << form.ordinal();
    }

    /** Whether arguments have no form that is not known, as far as shapes are looked into. */
    boolean holdsAll(Map<?, ?> map, int depth) {
        int count = 0;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (count++ == ArgumentNames.MAX_ENTRIES) {
                return true;
            }
            KnownShape shape = entries.get(ArgumentNames.of((String) entry.getKey()));
            if (shape == null || !shape.holds(entry.getValue(), depth)) {
                return false;
            }
        }
        return true;
    }

    private boolean holds(Object value, int depth) {
        if ((forms & 1 << Form.ofValue(value).ordinal()) == 0) {
            return false;
        }
        if (depth == ArgumentNames.MAX_DEPTH) {
            return true;
        }
        if (value instanceof Map<?, ?> map) {
            return holdsAll(map, depth + 1);
        }
        if (value instanceof List<?> list) {
            for (int i = 0; i < Math.min(list.size(), ArgumentNames.MAX_ELEMENTS); i++) {
                if (elements == null || !elements.holds(list.get(i), depth + 1)) {
                    return false;
                }
            }
        }
        return true;
    }
}
