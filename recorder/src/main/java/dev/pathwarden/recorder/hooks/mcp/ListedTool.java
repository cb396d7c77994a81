package dev.pathwarden.recorder.hooks.mcp;

import dev.pathwarden.model.step.Field;
import dev.pathwarden.recorder.context.StepDraft;
import dev.pathwarden.recorder.hooks.mirror.Mirror;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What an MCP server says of a tool in its list. The server's word alone: nobody checks a description or a hint.
 *
 * @param hash hash of the definition
 * @param title name for people; null where it gives none
 * @param description what it tells the model; of a long one both ends; null where it gives none
 * @param arguments names of the arguments that the input schema has, the first of them; null where there is no schema that says
 * @param hints its annotations, those of them that are true or false
 */
record ListedTool(String hash, String title, String description, List<String> arguments, Map<Field, Boolean> hints) {

    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_DESCRIPTION = 4_000;
    private static final int MOST_ARGUMENTS = 64;
    private static final int LONGEST_ARGUMENT = 100;
    private static final Map<String, Field> HINTS = Map.of("readOnlyHint", Field.MCP_READ_ONLY_HINT, "destructiveHint", Field.MCP_DESTRUCTIVE_HINT,
            "idempotentHint", Field.MCP_IDEMPOTENT_HINT, "openWorldHint", Field.MCP_OPEN_WORLD_HINT);

    /** Reads a tool as a client has it: a record of the MCP SDK, or the members of a JSON object. */
    static ListedTool of(Object tool) {
        Object annotations = member(tool, "annotations");
        String title = text(member(tool, "title"));
        String description = text(member(tool, "description"));
        Map<Field, Boolean> hints = new EnumMap<>(Field.class);
        HINTS.forEach((name, field) -> {
            if (truth(member(annotations, name)) instanceof Boolean hint) {
                hints.put(field, hint);
            }
        });
        return new ListedTool(ToolDefinition.hash(text(member(tool, "name")), description, member(tool, "inputSchema")),
                StepDraft.bounded(title == null ? text(member(annotations, "title")) : title, LONGEST_TITLE), bothEnds(description), names(member(member(tool, "inputSchema"), "properties")), hints);
    }

    /** With nothing but the hash, for those of which no more is kept. */
    ListedTool bare() {
        return new ListedTool(hash, null, null, null, Map.of());
    }

    boolean isBare() {
        return title == null && description == null && arguments == null && hints.isEmpty();
    }

    /** The facts of a call of the tool; null where nothing is known. */
    Map<Field, Object> facts() {
        Map<Field, Object> facts = new EnumMap<>(Field.class);
        facts.put(Field.MCP_DEFINITION, hash);
        facts.put(Field.MCP_TITLE, title);
        facts.put(Field.MCP_DESCRIPTION, description);
        facts.put(Field.MCP_ARGUMENTS, arguments);
        facts.putAll(hints);
        return facts;
    }

    private static String bothEnds(String text) {
        int half = LONGEST_DESCRIPTION / 2;
        return text == null || text.length() <= LONGEST_DESCRIPTION ? text : text.substring(0, half) + "\n...\n" + text.substring(text.length() - half);
    }

    private static List<String> names(Object properties) {
        Collection<?> keys = properties instanceof Map<?, ?> map ? map.keySet() : isObject(properties) ? entries(properties) : null;
        if (keys == null) {
            return null;
        }
        List<String> names = new ArrayList<>();
        for (Object key : keys) {
            Object name = key instanceof Map.Entry<?, ?> entry ? entry.getKey() : key;
            if (name instanceof String text && names.size() < MOST_ARGUMENTS) {
                names.add(StepDraft.bounded(text, LONGEST_ARGUMENT));
            }
        }
        return List.copyOf(names);
    }

    private static Object member(Object holder, String name) {
        if (holder instanceof Map<?, ?> map) {
            return map.get(name);
        }
        if (!isObject(holder)) {
            return Mirror.get(holder, name);
        }
        for (Object property : entries(holder)) {
            if (property instanceof Map.Entry<?, ?> entry && name.equals(entry.getKey())) {
                return entry.getValue();
            }
        }
        return null;
    }

    /** Whether it is an object in Jackson's tree. */
    private static boolean isObject(Object value) {
        return Boolean.TRUE.equals(Mirror.get(value, "isObject"));
    }

    private static Collection<?> entries(Object object) {
        return Mirror.get(object, "properties") instanceof Collection<?> entries ? entries : List.of();
    }

    private static String text(Object value) {
        if (value == null || value instanceof String) {
            return (String) value;
        }
        String text = Mirror.text(value, "textValue");
        return text == null ? Mirror.text(value, "stringValue") : text;
    }

    private static Object truth(Object value) {
        return value instanceof Boolean ? value : Boolean.TRUE.equals(Mirror.get(value, "isBoolean")) ? Mirror.get(value, "booleanValue") : null;
    }
}
