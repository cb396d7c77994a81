package dev.pathwarden.recorder.hooks.adk;

import dev.pathwarden.recorder.hooks.mirror.Mirror;
import dev.pathwarden.recorder.hooks.mirror.Optionals;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a tool declares of its arguments, as a JSON schema of maps and lists. */
final class Declarations {

    private static final int DEEPEST = 16;

    private Declarations() {
    }

    /** The schema of the arguments; null where the tool declares none. */
    static Object schema(Object tool) {
        Object declaration = Optionals.get(tool, "declaration");
        Object json = Optionals.get(declaration, "parametersJsonSchema");
        return json != null ? json : schema(Optionals.get(declaration, "parameters"), 0);
    }

    private static Object schema(Object declared, int depth) {
        String type = Mirror.constant(Optionals.get(declared, "type"), "knownEnum");
        if (declared == null || depth > DEEPEST) {
            return null;
        }
        Map<String, Object> schema = new LinkedHashMap<>();
        if (type != null) {
            schema.put("type", type.toLowerCase(Locale.ROOT));
        }
        List<Object> alternatives = new ArrayList<>();
        Optionals.all(declared, "anyOf").forEach(alternative -> alternatives.add(schema(alternative, depth + 1)));
        if (!alternatives.isEmpty()) {
            schema.put("anyOf", alternatives);
        }
        if (Optionals.get(declared, "properties") instanceof Map<?, ?> properties) {
            Map<Object, Object> inner = new LinkedHashMap<>();
            properties.forEach((name, property) -> inner.put(name, schema(property, depth + 1)));
            schema.put("properties", inner);
        }
        schema.put("items", schema(Optionals.get(declared, "items"), depth + 1));
        return schema;
    }
}
