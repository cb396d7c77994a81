package dev.pathwarden.recorder.hooks.mirror;

import dev.pathwarden.recorder.context.StepDraft;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Values of a program as recorded values, bounded in length, number and depth. What is no text, number, truth value, list or map is recorded as the name of its class: no
 * {@code toString} of the program is called.
 */
public final class PlainValues {

    private static final int MOST_ENTRIES = 200;
    private static final int DEEPEST = 8;

    private PlainValues() {
    }

    /** The value; null for null. */
    public static Object of(Object value) {
        return of(value, 0);
    }

    /** The entries under text keys; others are left out. Null reads as empty. */
    public static Map<String, Object> ofMap(Object map) {
        return map instanceof Map<?, ?> entries ? ofMap(entries, 0) : Map.of();
    }

    private static Object of(Object value, int depth) {
        if (value instanceof String text) {
            return StepDraft.bounded(text);
        }
        if (value == null || value instanceof Boolean || value instanceof Long || value instanceof Integer || value instanceof Double || value instanceof Float || value instanceof Short
                || value instanceof Byte) {
            return value;
        }
        if (value instanceof Map<?, ?> map && depth < DEEPEST) {
            return ofMap(map, depth + 1);
        }
        if (value instanceof Iterable<?> values && depth < DEEPEST) {
            List<Object> list = new ArrayList<>();
            for (Object one : values) {
                if (list.size() == MOST_ENTRIES) {
                    break;
                }
                list.add(of(one, depth + 1));
            }
            return list;
        }
        return value.getClass().getName();
    }

    private static Map<String, Object> ofMap(Map<?, ?> map, int depth) {
        Map<String, Object> entries = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (entries.size() == MOST_ENTRIES) {
                break;
            }
            if (entry.getKey() instanceof String key) {
                entries.put(key, of(entry.getValue(), depth));
            }
        }
        return entries;
    }
}
