package dev.pathwarden.model.step;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * Typed facts of a step, by {@link Field}. A field that was not recorded is absent, never a default.
 *
 * <p>Immutable and safe for any thread. Reading a fact is one array access.
 */
public final class Facts {

    /** No facts. */
    public static final Facts NONE = new Facts(new EnumMap<>(Field.class));

    private final EnumMap<Field, Object> values;

    private Facts(EnumMap<Field, Object> values) {
        this.values = values;
    }

    /**
     * Copies the given facts.
     *
     * @throws IllegalArgumentException if a value is not of its field's {@link FieldType}
     */
    public static Facts of(Map<Field, Object> values) {
        if (values.isEmpty()) {
            return NONE;
        }
        for (Map.Entry<Field, Object> fact : values.entrySet()) {
            Object value = fact.getValue();
            if (!fact.getKey().type().accepts(value)) {
                throw new IllegalArgumentException("field " + fact.getKey().text() + " takes " + fact.getKey().type() + ", not " + (value == null ? "null" : value.getClass().getSimpleName()));
            }
        }
        return new Facts(new EnumMap<>(values));
    }

    /** A copy for whoever changes some of them. */
    EnumMap<Field, Object> copy() {
        return values.clone();
    }

    /** The value, or null where it was not recorded. */
    public Object get(Field field) {
        return values.get(field);
    }

    /** The text, or null where it was not recorded. */
    public String text(Field field) {
        return (String) values.get(field);
    }

    /** Whether the field was recorded and is true. */
    public boolean isTrue(Field field) {
        return Boolean.TRUE.equals(values.get(field));
    }

    /** These facts with one more, or with one replaced. */
    public Facts with(Field field, Object value) {
        EnumMap<Field, Object> more = new EnumMap<>(values);
        more.put(field, value);
        return of(more);
    }

    /** All facts in the order of the field table, unmodifiable. */
    public Map<Field, Object> asMap() {
        return Collections.unmodifiableMap(values);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Facts facts && values.equals(facts.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
