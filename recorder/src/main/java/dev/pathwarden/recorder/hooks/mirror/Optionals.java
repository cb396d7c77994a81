package dev.pathwarden.recorder.hooks.mirror;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Reads objects of libraries that answer with an {@code Optional} wherever something may be missing. */
public final class Optionals {

    private Optionals() {
    }

    /** What is found along the methods, each of which may answer with an {@code Optional}; null where one finds nothing. */
    public static Object get(Object target, String... methods) {
        Object at = target;
        for (String method : methods) {
            at = Mirror.get(at, method);
            if (at instanceof Optional<?> optional) {
                at = optional.orElse(null);
            }
        }
        return at;
    }

    /** As {@link #get}, null for anything but text. */
    public static String text(Object target, String... methods) {
        return get(target, methods) instanceof String text ? text : null;
    }

    /** As {@link #get}, null for anything but an integer. */
    public static Long integer(Object target, String... methods) {
        Object value = get(target, methods);
        return value instanceof Integer || value instanceof Long ? Long.valueOf(((Number) value).longValue()) : null;
    }

    /** As {@link #get}, null for anything but a number; a float is rounded as it is written. */
    public static Number number(Object target, String... methods) {
        Object value = get(target, methods);
        return value instanceof Float number ? Double.valueOf(number.toString()) : value instanceof Integer || value instanceof Long || value instanceof Double ? (Number) value : null;
    }

    /** As {@link #get}, empty for anything but a collection; read it at once. */
    public static Collection<?> all(Object target, String... methods) {
        return get(target, methods) instanceof Collection<?> collection ? collection : List.of();
    }
}
