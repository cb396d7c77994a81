package dev.pathwarden.recorder.hooks.openai;

import dev.pathwarden.recorder.hooks.mirror.Mirror;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Reads the library's objects, which answer with an {@code Optional} wherever something may be missing. */
final class Maybe {

    private Maybe() {
    }

    /** What is found along the methods; null where one finds nothing. */
    static Object get(Object target, String... methods) {
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
    static String text(Object target, String... methods) {
        return get(target, methods) instanceof String text ? text : null;
    }

    /** As {@link #get}, null for anything but a whole number. */
    static Long integer(Object target, String... methods) {
        return get(target, methods) instanceof Long number ? number : null;
    }

    /** As {@link #get}, null for anything but a number. */
    static Number number(Object target, String method) {
        return get(target, method) instanceof Number number ? number : null;
    }

    /** As {@link #get}, empty for anything but a collection. */
    static Collection<?> all(Object target, String... methods) {
        return get(target, methods) instanceof Collection<?> collection ? collection : List.of();
    }
}
