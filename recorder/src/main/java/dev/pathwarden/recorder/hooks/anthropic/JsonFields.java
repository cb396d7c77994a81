package dev.pathwarden.recorder.hooks.anthropic;

import dev.pathwarden.model.step.Values;
import dev.pathwarden.recorder.hooks.mirror.Mirror;
import dev.pathwarden.recorder.hooks.mirror.Optionals;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The library's JSON values, as recorded ones. */
final class JsonFields {

    private static final int MOST = 200;
    private static final int DEEPEST = 16;

    private JsonFields() {
    }

    /** An object, or what a field that holds one is known as; empty for anything else. */
    @SuppressWarnings("unchecked")
    static Map<String, Object> object(Object field) {
        return read(field, 0) instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    private static Object read(Object field, int depth) {
        if (depth > DEEPEST) {
            return Values.TOO_DEEP;
        }
        Object values = Mirror.get(field, "values");
        Object known = values == null ? Optionals.get(field, "asKnown") : null;
        if (values == null && known != null) {
            // A type of the library's own, whose properties are all that the model thought of.
            Object properties = Mirror.get(known, "_additionalProperties");
            values = properties instanceof Map ? properties : null;
        }
        if (values == null && Mirror.get(field, "_additionalProperties") instanceof Map<?, ?> properties) {
            values = properties;
        }
        if (values instanceof Map<?, ?> map) {
            Map<String, Object> read = new LinkedHashMap<>();
            map.forEach((key, value) -> {
                if (read.size() < MOST && key instanceof String name) {
                    read.put(name, read(value, depth + 1));
                }
            });
            return read;
        }
        if (values instanceof List<?> list) {
            return list.stream().limit(MOST).map(value -> read(value, depth + 1)).toList();
        }
        Object value = Mirror.get(field, "value");
        return value instanceof String || value instanceof Number || value instanceof Boolean ? value : null;
    }
}
