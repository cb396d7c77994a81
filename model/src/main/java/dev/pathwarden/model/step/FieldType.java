package dev.pathwarden.model.step;

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
            case TEXT_LIST -> value instanceof java.util.List<?> list && list.stream().allMatch(String.class::isInstance);
        };
    }
}
