package dev.pathwarden.recorder.hooks.mirror;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.stream.Stream;

/** Copies of a library's records, which cannot be changed themselves. */
public final class RecordCopy {

    private RecordCopy() {
    }

    /** A copy with another value in one component; null if the object is no record, has no such component, or does not accept the value. */
    public static Object with(Object original, String component, Object value) {
        if (original == null || !original.getClass().isRecord()) {
            return null;
        }
        RecordComponent[] components = original.getClass().getRecordComponents();
        Object[] values = new Object[components.length];
        boolean found = false;
        for (int i = 0; i < components.length; i++) {
            boolean here = components[i].getName().equals(component);
            found |= here;
            values[i] = here ? value : Mirror.get(original, components[i].getName());
        }
        return found ? make(original.getClass(), components, values) : null;
    }

    private static Object make(Class<?> type, RecordComponent[] components, Object[] values) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            return constructor.trySetAccessible() ? constructor.newInstance(values) : null;
        } catch (ReflectiveOperationException | RuntimeException notAccepted) {
            return null;
        }
    }
}
