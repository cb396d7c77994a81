package dev.pathwarden.recorder.hooks.jdbc;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.temporal.TemporalAccessor;
import java.util.Date;
import java.util.UUID;

/** Values of a database as recorded values. Calls methods of the JDK's classes only. */
final class SqlValues {

    private static final int LONGEST = 2_000;

    private SqlValues() {
    }

    /** The value, of which text is cut; bytes and large objects are named and not read. */
    static Object read(Object value) {
        return cut(whole(value));
    }

    /** A recorded value, of which text is cut. */
    static Object cut(Object read) {
        return read instanceof String text && text.length() > LONGEST ? text.substring(0, LONGEST) : read;
    }

    /** The value, of which text is not cut; bytes and large objects are named and not read. */
    static Object whole(Object value) {
        if (value == null || value instanceof Boolean || value instanceof Double || value instanceof Float) {
            return value instanceof Float number ? Double.valueOf(number) : value;
        }
        if (value instanceof String text) {
            return text;
        }
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        if (value instanceof byte[] bytes) {
            return "[" + bytes.length + " bytes]";
        }
        boolean jdk = value.getClass().getClassLoader() == null || value.getClass().getClassLoader() == ClassLoader.getPlatformClassLoader();
        if (jdk && (value instanceof BigDecimal || value instanceof BigInteger || value instanceof Date || value instanceof TemporalAccessor || value instanceof UUID)) {
            return value.toString();
        }
        return "[" + value.getClass().getSimpleName() + "]";
    }
}
