package dev.pathwarden.policies.authoring;

import dev.pathwarden.model.step.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The keys of a guardrail, what they are for and which words they take, as the JSON Schema that comes with Pathwarden says. Immutable, and safe for any thread. */
public final class GuardrailKeys {

    /**
     * A key.
     *
     * @param name its name
     * @param description what it is for
     * @param words the words that it takes; empty where it takes others
     * @param list whether it takes several of them
     */
    public record Key(String name, String description, List<String> words, boolean list) {
        public Key {
            words = List.copyOf(words);
        }
    }

    private static final String SCHEMA = "guardrail.schema.json";
    private static final int MOST_CHARS = 1_000_000;

    private final Map<String, Key> keys = new LinkedHashMap<>();

    /** Reads the schema. */
    public GuardrailKeys() {
        Map<?, ?> properties = map(map(JsonText.parse(read(), MOST_CHARS)).get("properties"));
        properties.forEach((name, property) -> {
            Map<?, ?> told = map(property);
            boolean list = told.get("items") != null;
            Map<?, ?> values = list ? map(told.get("items")) : told;
            List<String> words = values.get("enum") instanceof List<?> listed ? listed.stream().map(String::valueOf).toList() : "boolean".equals(values.get("type")) ? List.of("true", "false") : List.of();
            keys.put((String) name, new Key((String) name, told.get("description") instanceof String text ? text : words.isEmpty() ? "" : "One of " + String.join(", ", words) + ".", words, list));
        });
    }

    private static String read() {
        try (InputStream schema = GuardrailKeys.class.getResourceAsStream(SCHEMA)) {
            return new String(schema.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<?, ?> map(Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    /** The keys, in the order in which a guardrail has them. */
    public List<Key> all() {
        return List.copyOf(keys.values());
    }

    /** The key of that name; null for none. */
    public Key key(String name) {
        return keys.get(name);
    }
}
