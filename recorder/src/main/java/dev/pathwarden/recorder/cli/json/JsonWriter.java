package dev.pathwarden.recorder.cli.json;

import dev.pathwarden.model.text.Escaped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * Writes maps, lists, text, numbers, booleans and null as JSON on one line.
 *
 * <p>Characters that a terminal could take for a command are escaped beyond what JSON asks for; parsers read them the same. A
 * number that JSON cannot write becomes text.
 */
public final class JsonWriter {

    private final Appendable out;

    public JsonWriter(Appendable out) {
        this.out = out;
    }

    /** The value as JSON text. */
    public static String text(Object value) {
        StringBuilder text = new StringBuilder();
        new JsonWriter(text).write(value);
        return text.toString();
    }

    /**
     * Writes one value.
     *
     * @throws IllegalArgumentException for a value of another kind
     */
    public void write(Object value) {
        try {
            put(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void put(Object value) throws IOException {
        if (value == null) {
            out.append("null");
        } else if (value instanceof String text) {
            putText(text);
        } else if (value instanceof Boolean || value instanceof Long || value instanceof Integer) {
            out.append(value.toString());
        } else if (value instanceof Double number) {
            putNumber(number);
        } else if (value instanceof Map<?, ?> map) {
            putMap(map);
        } else if (value instanceof Iterable<?> list) {
            putList(list);
        } else {
            throw new IllegalArgumentException("no JSON for " + value.getClass().getName());
        }
    }

    private void putNumber(double number) throws IOException {
        if (Double.isFinite(number)) {
            out.append(Double.toString(number));
        } else {
            putText(Double.toString(number));
        }
    }

    private void putMap(Map<?, ?> map) throws IOException {
        out.append('{');
        String separator = "";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            out.append(separator);
            putText((String) entry.getKey());
            out.append(':');
            put(entry.getValue());
            separator = ",";
        }
        out.append('}');
    }

    private void putList(Iterable<?> list) throws IOException {
        out.append('[');
        String separator = "";
        for (Object value : list) {
            out.append(separator);
            put(value);
            separator = ",";
        }
        out.append(']');
    }

    private void putText(String text) throws IOException {
        StringBuilder quoted = new StringBuilder(text.length() + 16).append('"');
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            if (point == '"' || point == '\\') {
                quoted.append('\\').append((char) point);
            } else if (Escaped.isHarmful(point)) {
                Escaped.append(quoted, point);
            } else {
                quoted.appendCodePoint(point);
            }
            i += Character.charCount(point);
        }
        out.append(quoted.append('"'));
    }
}
