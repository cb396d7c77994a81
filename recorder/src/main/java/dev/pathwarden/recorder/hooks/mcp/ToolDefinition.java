package dev.pathwarden.recorder.hooks.mcp;

import dev.pathwarden.recorder.hooks.mirror.Mirror;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;

/**
 * Hash of what an MCP server says of a tool: name, description and input schema, the same for both clients, whatever order the keys of the schema come in.
 *
 * <p>Reads maps and lists, the records of older SDKs, and Jackson's tree of either major version. The first 16 bytes of SHA-256 as 32 hex digits.
 */
final class ToolDefinition {

    private static final int HASH_BYTES = 16;
    private static final int DEEPEST = 64;

    private final MessageDigest digest;

    private ToolDefinition() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    static String hash(String name, String description, Object inputSchema) {
        ToolDefinition definition = new ToolDefinition();
        definition.text(name);
        definition.text(description);
        definition.value(inputSchema, 0);
        byte[] hash = definition.digest.digest();
        StringBuilder hex = new StringBuilder(2 * HASH_BYTES);
        for (int i = 0; i < HASH_BYTES; i++) {
            hex.append(Character.forDigit(hash[i] >> 4 & 0xF, 16)).append(Character.forDigit(hash[i] & 0xF, 16));
        }
        return hex.toString();
    }

    private void value(Object value, int depth) {
        if (depth > DEEPEST) {
            mark('!');
        } else if (isNull(value)) {
            mark('0');
        } else if (value instanceof String text) {
            text(text);
        } else if (value instanceof Boolean truth) {
            mark(truth ? 't' : 'f');
        } else if (value instanceof Number number) {
            number(number);
        } else if (value instanceof Map<?, ?> map) {
            members(map, depth);
        } else if (value instanceof Collection<?> all) {
            elements(all.iterator(), depth);
        } else if (value.getClass().isRecord()) {
            members(components(value), depth);
        } else {
            node(value, depth);
        }
    }

    /** A node of Jackson's tree. */
    private void node(Object node, int depth) {
        if (Boolean.TRUE.equals(Mirror.get(node, "isObject")) && Mirror.get(node, "properties") instanceof Collection<?> properties) {
            Map<String, Object> members = new TreeMap<>();
            properties.forEach(property -> members.put(((Map.Entry<?, ?>) property).getKey() instanceof String key ? key : "", ((Map.Entry<?, ?>) property).getValue()));
            members(members, depth);
        } else if (node instanceof Iterable<?> array && Boolean.TRUE.equals(Mirror.get(node, "isArray"))) {
            elements(array.iterator(), depth);
        } else if (Mirror.get(node, "numberValue") instanceof Number number) {
            number(number);
        } else if (Boolean.TRUE.equals(Mirror.get(node, "isBoolean"))) {
            value(Mirror.get(node, "booleanValue"), depth);
        } else {
            String text = Mirror.text(node, "textValue");
            text(text == null ? Mirror.text(node, "stringValue") : text);
        }
    }

    private void members(Map<?, ?> map, int depth) {
        Map<String, Object> sorted = new TreeMap<>();
        map.forEach((key, value) -> {
            if (key instanceof String name && !isNull(value)) {
                sorted.put(name, value);
            }
        });
        mark('{');
        sorted.forEach((name, value) -> {
            text(name);
            value(value, depth + 1);
        });
        mark('}');
    }

    private void elements(Iterator<?> elements, int depth) {
        mark('[');
        elements.forEachRemaining(element -> value(element, depth + 1));
        mark(']');
    }

    private static boolean isNull(Object value) {
        return value == null || Boolean.TRUE.equals(Mirror.get(value, "isNull"));
    }

    private static Map<String, Object> components(Object shape) {
        Map<String, Object> members = new TreeMap<>();
        for (RecordComponent component : shape.getClass().getRecordComponents()) {
            Object value = Mirror.get(shape, component.getName());
            if (value != null) {
                members.put(component.getName(), value);
            }
        }
        return members;
    }

    private void number(Number number) {
        double wide = number.doubleValue();
        mark('n');
        plain(wide == Math.rint(wide) && Math.abs(wide) < 1L << 53 ? Long.toString(number.longValue()) : Double.toString(wide));
    }

    private void text(String text) {
        if (text == null) {
            mark('0');
        } else {
            mark('s');
            plain(text);
        }
    }

    /** With its length, so that two texts cannot be taken for one. */
    private void plain(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int shift = 24; shift >= 0; shift -= 8) {
            digest.update((byte) (bytes.length >>> shift));
        }
        digest.update(bytes);
    }

    private void mark(char kind) {
        digest.update((byte) kind);
    }
}
