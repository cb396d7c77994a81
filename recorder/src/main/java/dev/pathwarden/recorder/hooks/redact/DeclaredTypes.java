package dev.pathwarden.recorder.hooks.redact;

import dev.pathwarden.model.step.JsonText;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Where a tool's declaration lets a text stand in its arguments. Read only where that has to be known. */
public final class DeclaredTypes {

    /** Nothing is known of the tool. */
    public static final DeclaredTypes UNKNOWN = new DeclaredTypes(() -> null);

    /** Stands in a path for any item of a list. */
    static final String ITEM = "[]";

    private static final int LONGEST = 1 << 20;

    private final Supplier<Object> schema;

    private DeclaredTypes(Supplier<Object> schema) {
        this.schema = schema;
    }

    /** By a JSON schema of the arguments as one object, given as maps and lists. */
    public static DeclaredTypes ofSchema(Supplier<Object> schema) {
        return new DeclaredTypes(schema);
    }

    /** By the text of such a schema; null where there is none. */
    public static DeclaredTypes ofSchemaText(Supplier<String> schema) {
        return new DeclaredTypes(() -> parsed(schema.get()));
    }

    /** By the parameters of the method that is called with the arguments of their names. */
    public static DeclaredTypes ofParameters(Method method) {
        return new DeclaredTypes(() -> {
            Map<String, Object> properties = new LinkedHashMap<>();
            for (Parameter parameter : method.getParameters()) {
                boolean text = parameter.getType().isAssignableFrom(String.class);
                properties.put(parameter.getName(), Map.of("type", text ? "string" : "other"));
            }
            return Map.of("properties", properties);
        });
    }

    private static Object parsed(String text) {
        try {
            return text == null ? null : JsonText.parse(text, LONGEST);
        } catch (JsonText.MalformedJsonException notJson) {
            return null;
        }
    }

    /** Whether a text may stand at that place, said by the names on the way there. */
    boolean takeText(List<String> path) {
        Object at = schema.get();
        for (String name : path) {
            at = at instanceof Map<?, ?> object ? name.equals(ITEM) ? object.get("items") : object.get("properties") instanceof Map<?, ?> properties ? properties.get(name) : null : null;
        }
        return takesText(at);
    }

    private static boolean takesText(Object schema) {
        if (!(schema instanceof Map<?, ?> declared)) {
            return false;
        }
        Object type = declared.get("type");
        if (type instanceof String one) {
            return one.equalsIgnoreCase("string");
        }
        if (type instanceof List<?> several) {
            return several.contains("string");
        }
        for (String union : List.of("anyOf", "oneOf")) {
            if (declared.get(union) instanceof List<?> alternatives) {
                return alternatives.stream().anyMatch(DeclaredTypes::takesText);
            }
        }
        return !declared.containsKey("$ref") && !declared.containsKey("allOf") && !declared.containsKey("enum") && !declared.containsKey("const");
    }
}
