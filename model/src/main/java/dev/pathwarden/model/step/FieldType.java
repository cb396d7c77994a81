package dev.pathwarden.model.step;

import java.util.List;

/** Type of a {@link Field}, with the Java class that holds its value. */
public enum FieldType {
    /** {@link String}. */
    TEXT,
    /** {@link Boolean}. */
    BOOLEAN,
    /** {@link Long}. */
    INTEGER,
    /** {@link java.util.List} of {@link String}, unmodifiable. */
    TEXT_LIST;

    /** Whether the value may be stored in a field of this type. */
    public boolean accepts(Object value) {
        return switch (this) {
            case TEXT -> value instanceof String;
            case BOOLEAN -> value instanceof Boolean;
            case INTEGER -> value instanceof Long;
            case TEXT_LIST -> value instanceof List<?> list && isOfTexts(list);
        };
    }

    private static boolean isOfTexts(List<?> list) {
        for (Object element : list) {
            if (!(element instanceof String)) {
                return false;
            }
        }
        return true;
    }
}
