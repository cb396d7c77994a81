package dev.pathwarden.policies.engine;

import java.util.List;
import java.util.Map;

/** Values of a condition as text for people, cut to a bounded length. */
final class ValueText {

    /** Longest text that is given, in UTF-16 units. */
    static final int MAX_CHARS = 200;

    private ValueText() {
    }

    /** The value as text. */
    static String of(Object value) {
        if (value instanceof String text) {
            return cut(text);
        }
        StringBuilder out = new StringBuilder();
        write(value, out);
        return cut(out.toString());
    }

    /** CEL's name of the value's type. */
    static String type(Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof String) {
            return "string";
        }
        if (value instanceof Long) {
            return "int";
        }
        if (value instanceof Double) {
            return "double";
        }
        if (value instanceof Boolean) {
            return "bool";
        }
        if (value instanceof List) {
            return "list";
        }
        if (value instanceof Map) {
            return "map";
        }
        return value instanceof java.time.Instant ? "timestamp" : "duration";
    }

    private static void write(Object value, StringBuilder out) {
        if (out.length() > MAX_CHARS) {
            return;
        }
        if (value instanceof List<?> list) {
            out.append('[');
            String separator = "";
            for (Object each : list) {
                out.append(separator);
                write(each, out);
                separator = ", ";
                if (out.length() > MAX_CHARS) {
                    break;
                }
            }
            out.append(']');
        } else if (value instanceof Map<?, ?> map) {
            out.append('{');
            String separator = "";
            for (Map.Entry<?, ?> each : map.entrySet()) {
                out.append(separator).append(each.getKey()).append(": ");
                write(each.getValue(), out);
                separator = ", ";
                if (out.length() > MAX_CHARS) {
                    break;
                }
            }
            out.append('}');
        } else {
            out.append(value);
        }
    }

    private static String cut(String text) {
        if (text.length() <= MAX_CHARS) {
            return text;
        }
        int end = MAX_CHARS - 1;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
    }
}
