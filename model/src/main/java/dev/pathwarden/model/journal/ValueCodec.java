package dev.pathwarden.model.journal;

import dev.pathwarden.model.step.Values;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Bytes of recorded values ({@link Values}).
 *
 * <pre>
 * value --&gt; 0 (null) | 1 (false) | 2 (true) | 3 zigzag | 4 fixed64 (double) | 5 text | 6 count value* | 7 count (text value)*
 * </pre>
 *
 * <p>A reader takes no more than {@link Values#MAX_DEPTH} levels and {@link #MAX_NODES} values in one go.
 */
public final class ValueCodec {

    /** Most values, counted through all levels, that one call reads. */
    public static final int MAX_NODES = 2_000_000;

    private static final int NULL = 0;
    private static final int FALSE = 1;
    private static final int TRUE = 2;
    private static final int INTEGER = 3;
    private static final int DOUBLE = 4;
    private static final int TEXT = 5;
    private static final int LIST = 6;
    private static final int MAP = 7;

    private static final int TRUSTED_CAPACITY = 1024;

    private ValueCodec() {
    }

    /**
     * Writes a value.
     *
     * @throws IllegalArgumentException if it is no recorded value
     */
    public static void encode(Object value, ByteSink sink) {
        if (value == null) {
            sink.u8(NULL);
        } else if (value instanceof Boolean flag) {
            sink.u8(flag ? TRUE : FALSE);
        } else if (value instanceof Long number) {
            sink.u8(INTEGER).zigzag(number);
        } else if (value instanceof Double number) {
            sink.u8(DOUBLE).fixed64(Double.doubleToLongBits(number));
        } else if (value instanceof String text) {
            sink.u8(TEXT).text(text);
        } else if (value instanceof List<?> list) {
            sink.u8(LIST).varint(list.size());
            list.forEach(element -> encode(element, sink));
        } else if (value instanceof Map<?, ?> map) {
            sink.u8(MAP);
            encodeEntries(map, sink);
        } else {
            throw new IllegalArgumentException("no recorded value: " + value.getClass().getName());
        }
    }

    /** Writes a map without the byte that says so. */
    public static void encodeEntries(Map<?, ?> map, ByteSink sink) {
        sink.varint(map.size());
        map.forEach((key, value) -> {
            sink.text((String) key);
            encode(value, sink);
        });
    }

    /** Reads a value. */
    public static Object decode(ByteSource source) {
        return new Reading(source).value(0);
    }

    /** Reads what {@link #encodeEntries} wrote. */
    public static Map<String, Object> decodeEntries(ByteSource source) {
        return new Reading(source).entries(0);
    }

    private static final class Reading {
        private final ByteSource source;
        private int nodes;

        Reading(ByteSource source) {
            this.source = source;
        }

        Object value(int depth) {
            if (++nodes > MAX_NODES) {
                throw new CorruptBytesException("more than " + MAX_NODES + " values in one record");
            }
            int tag = source.u8();
            return switch (tag) {
                case NULL -> null;
                case FALSE -> Boolean.FALSE;
                case TRUE -> Boolean.TRUE;
                case INTEGER -> source.zigzag();
                case DOUBLE -> Double.longBitsToDouble(source.fixed64());
                case TEXT -> source.text();
                case LIST -> list(deeper(depth));
                case MAP -> entries(deeper(depth));
                default -> throw new CorruptBytesException("no kind of value has the number " + tag);
            };
        }

        private static int deeper(int depth) {
            if (depth >= Values.MAX_DEPTH) {
                throw new CorruptBytesException("values nested more than " + Values.MAX_DEPTH + " levels deep");
            }
            return depth + 1;
        }

        private List<Object> list(int depth) {
            int count = source.count(1);
            List<Object> list = new ArrayList<>(Math.min(count, TRUSTED_CAPACITY));
            for (int i = 0; i < count; i++) {
                list.add(value(depth));
            }
            return Collections.unmodifiableList(list);
        }

        private Map<String, Object> entries(int depth) {
            int count = source.count(2);
            Map<String, Object> map = new LinkedHashMap<>(Math.min(count, TRUSTED_CAPACITY) * 2);
            for (int i = 0; i < count; i++) {
                map.put(source.text(), value(depth));
            }
            return Collections.unmodifiableMap(map);
        }
    }
}
