package dev.pathwarden.model.step;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Typed facts of a step, by {@link Field}. A field that was not recorded is absent, never a default.
 *
 * <p>Immutable and safe for any thread. Reading a fact is a test of a bit and one array access. They take the memory of the values that are there, of which a step has a few of a hundred: the fields are bits, and the values
 * stand in their order.
 */
public final class Facts {

    /** No facts. */
    public static final Facts NONE = new Facts(0, 0, new Object[0]);

    private static final Field[] FIELDS = Field.values();

    /** Bits of the first 64 fields of the table, and of those behind them. */
    private final long first;
    private final long second;
    private final Object[] values;

    private Facts(long first, long second, Object[] values) {
        this.first = first;
        this.second = second;
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
        Builder builder = new Builder();
        values.forEach(builder::put);
        return builder.build();
    }

    /** The value, or null where it was not recorded. */
    public Object get(Field field) {
        int ordinal = field.ordinal();
        return has(first, second, ordinal) ? values[place(first, second, ordinal)] : null;
    }

    private static boolean has(long first, long second, int ordinal) {
        // A shift counts the last six bits of the ordinal.
        return ((ordinal < Long.SIZE ? first : second) & 1L << ordinal) != 0;
    }

    /** How many fields that are there stand before that one. */
    private static int place(long first, long second, int ordinal) {
        long before = (1L << ordinal) - 1;
        return ordinal < Long.SIZE ? Long.bitCount(first & before) : Long.bitCount(first) + Long.bitCount(second & before);
    }

    /** The text, or null where it was not recorded. */
    public String text(Field field) {
        return (String) get(field);
    }

    /** Whether the field was recorded and is true. */
    public boolean isTrue(Field field) {
        return Boolean.TRUE.equals(get(field));
    }

    /** These facts with one more, or with one replaced. */
    public Facts with(Field field, Object value) {
        return new Builder(this).put(field, value).build();
    }

    /** How many there are. */
    public int size() {
        return values.length;
    }

    /** The fields that are there, in the order of the table; a new array. */
    public Field[] fields() {
        Field[] fields = new Field[values.length];
        int place = 0;
        for (long left = first; left != 0; left &= left - 1) {
            fields[place++] = FIELDS[Long.numberOfTrailingZeros(left)];
        }
        for (long left = second; left != 0; left &= left - 1) {
            fields[place++] = FIELDS[Long.SIZE + Long.numberOfTrailingZeros(left)];
        }
        return fields;
    }

    /** Gives each fact, in the order of the field table. */
    public void forEach(BiConsumer<? super Field, Object> action) {
        Field[] fields = fields();
        for (int i = 0; i < fields.length; i++) {
            action.accept(fields[i], values[i]);
        }
    }

    /** All facts in the order of the field table, unmodifiable. */
    public Map<Field, Object> asMap() {
        return new View(this);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Facts facts && first == facts.first && second == facts.second && Arrays.equals(values, facts.values);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(first) * 31 + Long.hashCode(second) + 31 * Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return asMap().toString();
    }

    /** Collects facts. For one thread; can be built once or many times. */
    public static final class Builder {

        private static final int USUAL = 8;

        private long first;
        private long second;
        private int size;
        private Object[] values;

        /** Begins with none. */
        public Builder() {
            values = new Object[USUAL];
        }

        /** Begins with those. */
        Builder(Facts facts) {
            first = facts.first;
            second = facts.second;
            size = facts.values.length;
            values = Arrays.copyOf(facts.values, size + USUAL);
        }

        /**
         * Sets a fact, in place of the one that was there.
         *
         * @throws IllegalArgumentException if the value is not of the field's {@link FieldType}
         */
        public Builder put(Field field, Object value) {
            if (!field.type().accepts(value)) {
                throw new IllegalArgumentException("field " + field.text() + " takes " + field.type() + ", not " + (value == null ? "null" : value.getClass().getSimpleName()));
            }
            int ordinal = field.ordinal();
            int place = place(first, second, ordinal);
            if (has(first, second, ordinal)) {
                values[place] = value;
                return this;
            }
            if (size == values.length) {
                values = Arrays.copyOf(values, 2 * size);
            }
            System.arraycopy(values, place, values, place + 1, size - place);
            values[place] = value;
            size++;
            mark(ordinal);
            return this;
        }

        /** Leaves a fact absent. */
        public Builder remove(Field field) {
            int ordinal = field.ordinal();
            if (has(first, second, ordinal)) {
                int place = place(first, second, ordinal);
                System.arraycopy(values, place + 1, values, place, size - place - 1);
                size--;
                mark(ordinal);
            }
            return this;
        }

        private void mark(int ordinal) {
            if (ordinal < Long.SIZE) {
                first ^= 1L << ordinal;
            } else {
                second ^= 1L << ordinal;
            }
        }

        public Facts build() {
            return size == 0 ? NONE : new Facts(first, second, Arrays.copyOf(values, size));
        }
    }

    private static final class View extends AbstractMap<Field, Object> {
        private final Facts facts;

        View(Facts facts) {
            this.facts = facts;
        }

        @Override
        public int size() {
            return facts.size();
        }

        @Override
        public Object get(Object key) {
            return key instanceof Field field ? facts.get(field) : null;
        }

        @Override
        public boolean containsKey(Object key) {
            return key instanceof Field field && facts.get(field) != null;
        }

        @Override
        public void forEach(BiConsumer<? super Field, ? super Object> action) {
            facts.forEach(action);
        }

        @Override
        public Set<Entry<Field, Object>> entrySet() {
            return new AbstractSet<>() {
                @Override
                public Iterator<Entry<Field, Object>> iterator() {
                    return new Entries(facts);
                }

                @Override
                public int size() {
                    return facts.size();
                }
            };
        }
    }

    private static final class Entries implements Iterator<Map.Entry<Field, Object>> {
        private final Field[] fields;
        private final Object[] values;
        private int place;

        Entries(Facts facts) {
            fields = facts.fields();
            values = facts.values;
        }

        @Override
        public boolean hasNext() {
            return place < values.length;
        }

        @Override
        public Map.Entry<Field, Object> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            Map.Entry<Field, Object> next = Map.entry(fields[place], values[place]);
            place++;
            return next;
        }
    }
}
