package dev.pathwarden.model.step;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/**
 * Recorded values ({@link Values}) as JSON text and back.
 *
 * <p>Reads hostile text: its length is bounded by the caller, nesting below {@link Values#MAX_DEPTH} is cut as {@link Values} cuts it, and
 * nesting that is absurd is refused. Any thread.
 */
public final class JsonText {

    private static final int ABSURD_DEPTH = 2_000;
    private static final int MAX_NUMBER_CHARS = 1_000;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(ABSURD_DEPTH).maxNumberLength(MAX_NUMBER_CHARS)
                    .maxStringLength(Integer.MAX_VALUE).maxNameLength(Integer.MAX_VALUE).build())
            .build();

    private JsonText() {
    }

    /**
     * Reads one JSON value. Integers become {@link Long}, those out of its range and all other numbers {@link Double}; of equal keys the last one counts.
     *
     * @param maxChars longest text that is read
     * @throws MalformedJsonException if the text is longer, or not one JSON value
     */
    public static Object parse(String text, int maxChars) {
        if (text.length() > maxChars) {
            throw new MalformedJsonException("a JSON text of " + text.length() + " characters, where " + maxChars + " are the most");
        }
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw new MalformedJsonException("a JSON value was expected, and the text is empty");
            }
            Object value = value(parser, first, 0);
            if (parser.nextToken() != null) {
                throw new MalformedJsonException("text follows the JSON value" + at(parser.currentTokenLocation()));
            }
            return value;
        } catch (JacksonException e) {
            throw new MalformedJsonException(e.getOriginalMessage() + at(e.getLocation()));
        }
    }

    private static String at(TokenStreamLocation location) {
        return location == null ? "" : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    private static Object value(JsonParser parser, JsonToken token, int depth) {
        return switch (token) {
            case VALUE_NULL -> null;
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER_INT -> integer(parser);
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case START_ARRAY -> depth >= Values.MAX_DEPTH ? cut(parser) : array(parser, depth + 1);
            case START_OBJECT -> depth >= Values.MAX_DEPTH ? cut(parser) : object(parser, depth + 1);
            default -> throw new MalformedJsonException("a JSON value was expected" + at(parser.currentTokenLocation()));
        };
    }

    private static Object integer(JsonParser parser) {
        return switch (parser.getNumberType()) {
            case INT, LONG -> (Object) parser.getLongValue();
            default -> (Object) parser.getDoubleValue();
        };
    }

    private static Object cut(JsonParser parser) {
        parser.skipChildren();
        return Values.TOO_DEEP;
    }

    private static List<Object> array(JsonParser parser, int depth) {
        List<Object> list = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            list.add(value(parser, token, depth));
        }
        return Collections.unmodifiableList(list);
    }

    private static Map<String, Object> object(JsonParser parser, int depth) {
        Map<String, Object> map = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            map.put(key, value(parser, parser.nextToken(), depth));
        }
        return Collections.unmodifiableMap(map);
    }

    /** Writes a recorded value on one line. Numbers that JSON does not have (infinite, not a number) become text. */
    public static String write(Object value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            write(Values.copyOf(value), generator);
        }
        return text.toString();
    }

    private static void write(Object value, JsonGenerator out) {
        if (value == null) {
            out.writeNull();
        } else if (value instanceof String text) {
            out.writeString(text);
        } else if (value instanceof Boolean flag) {
            out.writeBoolean(flag);
        } else if (value instanceof Long number) {
            out.writeNumber(number);
        } else if (value instanceof Double number) {
            writeDouble(number, out);
        } else if (value instanceof List<?> list) {
            out.writeStartArray();
            list.forEach(element -> write(element, out));
            out.writeEndArray();
        } else {
            out.writeStartObject();
            ((Map<?, ?>) value).forEach((key, element) -> {
                out.writeName((String) key);
                write(element, out);
            });
            out.writeEndObject();
        }
    }

    private static void writeDouble(double number, JsonGenerator out) {
        if (Double.isFinite(number)) {
            out.writeNumber(number);
        } else {
            out.writeString(Double.toString(number));
        }
    }

    /** A text is not the JSON that was expected. The message says what is wrong and where in the text. */
    public static final class MalformedJsonException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        MalformedJsonException(String message) {
            super(message);
        }
    }
}
