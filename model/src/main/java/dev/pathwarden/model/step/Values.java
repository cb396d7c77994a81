package dev.pathwarden.model.step;

import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Recorded values: null, {@link Boolean}, {@link Long}, {@link Double}, {@link String}, {@link List} of these and {@link Map} with text keys.
 *
 * <p>These are JSON's values with integers kept apart from floating point. They come from watched programs and foreign files, so
 * depth is bounded here and size is bounded by whoever records them.
 */
public final class Values {

    /** Deepest nesting that is kept; what lies deeper is replaced by {@link #TOO_DEEP}. */
    public static final int MAX_DEPTH = 64;

    /** Stands where nesting was cut. */
    public static final String TOO_DEEP = "[nested too deeply]";

    private Values() {
    }

    /**
     * An unmodifiable deep copy that keeps the order of keys; of such a copy it is the copy itself. Other integers become {@link Long}, other numbers {@link Double}; anything
     * that is no recorded value becomes its class name, so that no {@code toString} of a watched program is ever called.
     */
    public static Map<String, Object> copyOf(Map<String, ?> map) {
        return map.isEmpty() ? Map.of() : copyMap(map, 0);
    }

    /**
     * Takes a map over without a copy, for readers that made it of nothing but recorded values and let nobody else have it or the maps and lists in it. What lies deeper than {@link #MAX_DEPTH} levels is theirs to refuse.
     */
    public static Map<String, Object> taken(Map<String, Object> entries) {
        return entries.isEmpty() ? Map.of() : new CopiedMap(entries);
    }

    /** As {@link #copyOf(Map)} for any recorded value. */
    public static Object copyOf(Object value) {
        return copy(value, 0);
    }

    private static Object copy(Object value, int depth) {
        if (value == null || value instanceof String || value instanceof Boolean || value instanceof Long || value instanceof Double) {
            return value;
        }
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        if (value instanceof Map || value instanceof List) {
            if (depth >= MAX_DEPTH) {
                return TOO_DEEP;
            }
            return value instanceof Map<?, ?> map ? copyMap(map, depth) : copyList((List<?>) value, depth);
        }
        return value instanceof Character c ? c.toString() : value.getClass().getName();
    }

    private static Map<String, Object> copyMap(Map<?, ?> map, int depth) {
        if (depth == 0 && map instanceof CopiedMap copied) {
            return copied;
        }
        Map<String, Object> copy = new LinkedHashMap<>(map.size() * 2);
        map.forEach((key, value) -> copy.put(key instanceof String text ? text : String.valueOf(key instanceof Number || key instanceof Boolean ? key : key == null ? "null" : key.getClass().getName()), copy(value, depth + 1)));
        return depth == 0 ? new CopiedMap(copy) : Collections.unmodifiableMap(copy);
    }

    /** Made of a map only that nobody else has: so it needs no further copy. Only whole values are marked so, as what lies in them counts its depth from above. */
    private static final class CopiedMap extends AbstractMap<String, Object> {
        private final Map<String, Object> entries;

        CopiedMap(Map<String, Object> entries) {
            this.entries = Collections.unmodifiableMap(entries);
        }

        @Override
        public Set<Entry<String, Object>> entrySet() {
            return entries.entrySet();
        }

        @Override
        public int size() {
            return entries.size();
        }

        @Override
        public Object get(Object key) {
            return entries.get(key);
        }

        @Override
        public boolean containsKey(Object key) {
            return entries.containsKey(key);
        }

        @Override
        public void forEach(BiConsumer<? super String, ? super Object> action) {
            entries.forEach(action);
        }
    }

    private static List<Object> copyList(List<?> list, int depth) {
        List<Object> copy = new ArrayList<>(list.size());
        list.forEach(value -> copy.add(copy(value, depth + 1)));
        return Collections.unmodifiableList(copy);
    }
}
