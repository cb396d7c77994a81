package dev.pathwarden.policies.novelty;

import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.Step;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What a step shows of what its agent does. It reads what the step is before its effect, and of its labels nothing. Pure. */
public final class StepTraits {

    private static final String NO_SERVER = "";

    private final Set<Trait> traits = new TreeSet<>();

    private StepTraits() {
    }

    /**
     * The traits of a step, sorted.
     *
     * @param toolBefore the tool that was called last in the run; empty for none
     */
    public static Set<Trait> of(Step step, String toolBefore) {
        StepTraits found = new StepTraits();
        String tool = toolOf(step);
        if (tool != null) {
            found.add(TraitKind.TOOL, serverOf(step), tool);
            found.add(TraitKind.ORDER, toolBefore, tool);
            int entries = 0;
            for (Map.Entry<String, Object> argument : step.arguments().entrySet()) {
                if (entries++ == ArgumentNames.MAX_ENTRIES) {
                    break;
                }
                found.shape(serverOf(step), tool, ArgumentNames.of(argument.getKey()), argument.getValue(), 1);
            }
        }
        found.name(TraitKind.MODEL, step.facts().text(Field.MODEL_NAME));
        found.name(TraitKind.EXECUTABLE, step.facts().text(Field.PROCESS_EXECUTABLE));
        found.name(TraitKind.HOST, step.facts().text(Field.HTTP_HOST));
        found.name(TraitKind.HOST, netHostOf(step));
        texts(step, Field.TARGET_HOSTS).forEach(host -> found.name(TraitKind.HOST, host));
        texts(step, Field.SQL_TABLES).forEach(table -> found.add(TraitKind.TABLE, tableUse(step), table));
        found.path(pathUse(step.operation()), step.facts().text(Field.FILE_PATH));
        found.path(Trait.WRITES, step.facts().text(Field.FILE_TARGET));
        return found.traits;
    }

    private void add(TraitKind kind, String... words) {
        traits.add(Trait.of(kind, words));
    }

    private void name(TraitKind kind, String name) {
        if (name != null) {
            add(kind, name);
        }
    }

    private void path(String use, String path) {
        if (path != null) {
            add(TraitKind.PATH, use, FileArea.of(path));
        }
    }

    private void shape(String server, String tool, String name, Object value, int depth) {
        add(TraitKind.SHAPE, server, tool, name, Form.ofValue(value).text());
        if (depth == ArgumentNames.MAX_DEPTH) {
            return;
        }
        if (value instanceof List<?> list) {
            for (int i = 0; i < Math.min(list.size(), ArgumentNames.MAX_ELEMENTS); i++) {
                shape(server, tool, name + ArgumentNames.ELEMENTS, list.get(i), depth + 1);
            }
        } else if (value instanceof Map<?, ?> map) {
            int entries = 0;
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                if (entries++ == ArgumentNames.MAX_ENTRIES) {
                    break;
                }
                shape(server, tool, name + "." + ArgumentNames.of((String) entry.getKey()), entry.getValue(), depth + 1);
            }
        }
    }

    /** The tool that a step calls; null for a step that calls none, and for what else is asked of an MCP server. */
    public static String toolOf(Step step) {
        String name = step.facts().text(Field.TOOL_NAME);
        return name == null && step.operation() == Operation.TOOL_CALL ? step.name() : name;
    }

    /** The MCP server whose tool it is; empty for none. */
    static String serverOf(Step step) {
        String server = step.operation() == Operation.MCP_CALL ? step.facts().text(Field.MCP_SERVER) : null;
        return server == null ? NO_SERVER : server;
    }

    /** The host of a connection as it was asked for, or else its address; null for a Unix socket, which is a file. */
    static String netHostOf(Step step) {
        if (step.operation() != Operation.DATA_NET || "unix".equals(step.facts().text(Field.NET_KIND))) {
            return null;
        }
        String host = step.facts().text(Field.NET_HOST);
        return host == null ? step.facts().text(Field.NET_ADDRESS) : host;
    }

    static String tableUse(Step step) {
        return step.facts().isTrue(Field.SQL_WRITES) ? Trait.WRITES : Trait.READS;
    }

    static String pathUse(Operation operation) {
        return operation == Operation.DATA_FILE_READ ? Trait.READS : operation == Operation.DATA_FILE_DELETE ? Trait.DELETES : Trait.WRITES;
    }

    @SuppressWarnings("unchecked")
    static List<String> texts(Step step, Field field) {
        Object value = step.facts().get(field);
        return value == null ? List.of() : (List<String>) value;
    }
}
