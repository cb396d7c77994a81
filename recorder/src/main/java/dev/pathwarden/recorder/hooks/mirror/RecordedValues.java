package dev.pathwarden.recorder.hooks.mirror;

import dev.pathwarden.model.step.JsonText;
import dev.pathwarden.model.step.Values;
import dev.pathwarden.recorder.context.StepDraft;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Values that a program or its model put together, as recorded ones: texts are cut and counts are bounded. Of objects of the program only the class is told. */
public final class RecordedValues {

    private static final int MOST = 200;
    private static final int DEEPEST = 16;

    private RecordedValues() {
    }

    /** The value; also of what an {@code Optional} holds. */
    public static Object of(Object value) {
        return Values.copyOf(bounded(value, 0));
    }

    /** Values by name. */
    public static Map<String, Object> of(Map<?, ?> values) {
        return bounded(values, 0) instanceof Map<?, ?> map ? Values.copyOf(named(map)) : Map.of();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> named(Map<?, ?> map) {
        return (Map<String, Object>) map;
    }

    /** The value as JSON text, cut. */
    public static String json(Object value) {
        return StepDraft.bounded(JsonText.write(of(value)));
    }

    private static Object bounded(Object value, int depth) {
        if (value instanceof String text) {
            return StepDraft.bounded(text);
        }
        if (depth > DEEPEST) {
            return Values.TOO_DEEP;
        }
        if (value instanceof Optional<?> optional) {
            return bounded(optional.orElse(null), depth + 1);
        }
        if (value instanceof Map<?, ?> map && isOfTheJdkOrGuava(value)) {
            Map<String, Object> copy = new LinkedHashMap<>();
            map.forEach((key, held) -> {
                if (copy.size() < MOST) {
                    copy.put(key instanceof String name ? StepDraft.bounded(name) : "?", bounded(held, depth + 1));
                }
            });
            return copy;
        }
        if (value instanceof Iterable<?> items && isOfTheJdkOrGuava(value)) {
            List<Object> copy = new ArrayList<>();
            for (Object item : items) {
                if (copy.size() == MOST) {
                    break;
                }
                copy.add(bounded(item, depth + 1));
            }
            return copy;
        }
        return value;
    }

    /** Other collections may do anything when they are read. */
    private static boolean isOfTheJdkOrGuava(Object value) {
        String type = value.getClass().getName();
        return type.startsWith("java.util.") || type.startsWith("com.google.common.collect.");
    }
}
