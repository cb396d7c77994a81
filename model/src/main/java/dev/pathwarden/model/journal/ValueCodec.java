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
 * value --&gt; 0 (null) | 1 (false) | 2 (true) | 3 zigzag | 4 fixed64 (double) | 5 text | 6 count value* | 7 count (text value)* | 8 reference
 * </pre>
 *
 * <p>A reference stands for a text that is kept elsewhere; there are none in a journal.
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
    private static final int REFERENCE = 8;

    private static final int TRUSTED_CAPACITY = 1024;

    private ValueCodec() {
    }

    /** Writes texts elsewhere. */
    @FunctionalInterface
    public interface TextKeeper {
        /** Keeps every text in its place. */
        TextKeeper NONE = text -> false;

        /** Whether the text is kept elsewhere; {@link #refer} is called then, and the text is not written. */
        boolean keeps(String text);

        /** Writes which text it is. */
        default void refer(String text, ByteSink sink) {
            throw new IllegalStateException("nothing is kept");
        }
    }

    /** Finds texts that were written elsewhere. */
    @FunctionalInterface
    public interface KeptTexts {
        /** Takes no references. */
        KeptTexts NONE = source -> {
            throw new CorruptBytesException("no kind of value has the number " + REFERENCE);
        };

        /** Reads which text it is, and gives it. */
        String text(ByteSource source);

        /** Passes over what says which text it is. */
        default void skip(ByteSource source) {
            text(source);
        }
    }

    /**
     * Writes a value.
     *
     * @throws IllegalArgumentException if it is no recorded value
     */
    public static void encode(Object value, ByteSink sink) {
        encode(value, sink, TextKeeper.NONE);
    }

    /** As {@link #encode(Object, ByteSink)}, with some of the texts, but no keys, kept elsewhere. */
    public static void encode(Object value, ByteSink sink, TextKeeper keeper) {
        if (value == null) {
            sink.u8(NULL);
        } else if (value instanceof Boolean flag) {
            sink.u8(flag ? TRUE : FALSE);
        } else if (value instanceof Long number) {
            sink.u8(INTEGER).zigzag(number);
        } else if (value instanceof Double number) {
            sink.u8(DOUBLE).fixed64(Double.doubleToLongBits(number));
        } else if (value instanceof String text) {
            text(text, sink, keeper);
        } else if (value instanceof List<?> list) {
            sink.u8(LIST).varint(list.size());
            list.forEach(element -> encode(element, sink, keeper));
        } else if (value instanceof Map<?, ?> map) {
            sink.u8(MAP);
            encodeEntries(map, sink, keeper);
        } else {
            throw new IllegalArgumentException("no recorded value: " + value.getClass().getName());
        }
    }

    private static void text(String text, ByteSink sink, TextKeeper keeper) {
        if (keeper.keeps(text)) {
            keeper.refer(text, sink.u8(REFERENCE));
        } else {
            sink.u8(TEXT).text(text);
        }
    }

    /** Writes a map without the byte that says so. */
    public static void encodeEntries(Map<?, ?> map, ByteSink sink) {
        encodeEntries(map, sink, TextKeeper.NONE);
    }

    /** As {@link #encodeEntries(Map, ByteSink)}, with some of the texts, but no keys, kept elsewhere. */
    public static void encodeEntries(Map<?, ?> map, ByteSink sink, TextKeeper keeper) {
        sink.varint(map.size());
        map.forEach((key, value) -> {
            sink.text((String) key);
            encode(value, sink, keeper);
        });
    }

    /** Reads a value. */
    public static Object decode(ByteSource source) {
        return decode(source, KeptTexts.NONE);
    }

    /** As {@link #decode(ByteSource)}, with texts that were kept elsewhere. */
    @SuppressWarnings("unchecked")
    public static Object decode(ByteSource source, KeptTexts kept) {
        Object value = new Reading(source, kept).value(0);
        return value instanceof Map<?, ?> map ? Values.taken((Map<String, Object>) map) : value;
    }

    /** Passes over a value that {@link #decode(ByteSource, KeptTexts)} would read. */
    public static void skip(ByteSource source, KeptTexts kept) {
        new Reading(source, kept).skipValue(0);
    }

    /** Passes over what {@link #decodeEntries(ByteSource, KeptTexts)} would read. */
    public static void skipEntries(ByteSource source, KeptTexts kept) {
        new Reading(source, kept).skipEntries(1);
    }

    /** Reads what {@link #encodeEntries} wrote. */
    public static Map<String, Object> decodeEntries(ByteSource source) {
        return decodeEntries(source, KeptTexts.NONE);
    }

    /** As {@link #decodeEntries(ByteSource)}, with texts that were kept elsewhere. */
    public static Map<String, Object> decodeEntries(ByteSource source, KeptTexts kept) {
        return Values.taken(new Reading(source, kept).entries(1));
    }

    private static final class Reading {
        private final ByteSource source;
        private final KeptTexts kept;
        private int nodes;

        Reading(ByteSource source, KeptTexts kept) {
            this.source = source;
            this.kept = kept;
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
                case MAP -> Collections.unmodifiableMap(entries(deeper(depth)));
                case REFERENCE -> kept.text(source);
                default -> throw new CorruptBytesException("no kind of value has the number " + tag);
            };
        }

        void skipValue(int depth) {
            int tag = source.u8();
            switch (tag) {
                case NULL, FALSE, TRUE -> { }
                case INTEGER -> source.varint();
                case DOUBLE -> source.skip(Long.BYTES);
                case TEXT -> source.skipText();
                case LIST -> {
                    int inside = deeper(depth);
                    for (int left = source.count(1); left > 0; left--) {
                        skipValue(inside);
                    }
                }
                case MAP -> skipEntries(deeper(depth));
                case REFERENCE -> kept.skip(source);
                default -> throw new CorruptBytesException("no kind of value has the number " + tag);
            }
        }

        void skipEntries(int depth) {
            for (int left = source.count(2); left > 0; left--) {
                source.skipText();
                skipValue(depth);
            }
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
            return map;
        }
    }
}
