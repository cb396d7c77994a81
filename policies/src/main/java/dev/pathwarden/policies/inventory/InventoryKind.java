package dev.pathwarden.policies.inventory;

import dev.pathwarden.model.search.StepFacet;
import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.policies.search.ConditionText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A kind of thing that recordings show. */
public enum InventoryKind {
    /** Agents, by their durable ids. */
    AGENT("agent", step -> some(step.step().agent()), name -> "agent.id == " + ConditionText.literal(name)),
    /** Models, as they were asked for. */
    MODEL("model", step -> some(text(step, Field.MODEL_NAME)), name -> "step.model.name == " + ConditionText.literal(name), Field.MODEL_NAME),
    /** Tools that an agent calls in its own program. */
    TOOL("tool", step -> step.operation() == Operation.TOOL_CALL ? some(text(step, Field.TOOL_NAME)) : List.of(), name -> "step.operation == 'tool.call' && step.tool.name == " + ConditionText.literal(name),
            Field.TOOL_NAME),
    /** Servers of the Model Context Protocol, by the names that clients know them under. */
    MCP_SERVER("mcp-server", step -> some(text(step, Field.MCP_SERVER)), name -> "step.mcp.server == " + ConditionText.literal(name), Field.MCP_SERVER),
    /** Tools of such servers, each with its server before it where that is known: two servers may have tools of one name. */
    MCP_TOOL("mcp-tool", step -> step.operation() == Operation.MCP_CALL ? some(text(step, Field.TOOL_NAME).map(tool -> text(step, Field.MCP_SERVER).map(server -> server + "/" + tool).orElse(tool))) : List.of(),
            name -> "step.operation == 'mcp.call' && (has(step.mcp.server) ? step.mcp.server + '/' + step.tool.name : step.tool.name) == " + ConditionText.literal(name), Field.TOOL_NAME),
    /** Tables of databases. */
    TABLE("table", step -> texts(step, Field.SQL_TABLES), name -> ConditionText.literal(name) + " in step.sql.tables", Field.SQL_TABLES),
    /** Hosts that were reached, or asked for by name. */
    HOST("host", step -> Stream.of(text(step, Field.HTTP_HOST), text(step, Field.NET_HOST)).flatMap(Optional::stream).distinct().toList(),
            name -> "step.http.host == " + ConditionText.literal(name) + " || step.net.host == " + ConditionText.literal(name), Field.HTTP_HOST, Field.NET_HOST),
    /** Directories with files that were read, written or deleted. */
    DIRECTORY("directory", step -> some(text(step, Field.FILE_PATH).map(InventoryKind::directory)), InventoryKind::inDirectory, Field.FILE_PATH),
    /** Programs that were started. */
    EXECUTABLE("executable", step -> some(text(step, Field.PROCESS_EXECUTABLE)), name -> "step.process.executable == " + ConditionText.literal(name), Field.PROCESS_EXECUTABLE),
    /** Files that were read, written or deleted, by their paths. */
    FILE("file", step -> some(text(step, Field.FILE_PATH)), name -> "step.file.path == " + ConditionText.literal(name), Field.FILE_PATH),
    /** Guardrails that asked for more than to allow a step. */
    GUARDRAIL("guardrail", step -> List.copyOf(StepFacet.GUARDRAIL.of(step)), name -> ConditionText.literal(name) + " in step.guardrails"),
    /** Labels of what went in or came out. */
    LABEL("label", step -> List.copyOf(StepFacet.LABEL.of(step)), name -> ConditionText.literal(name) + " in step.labels || " + ConditionText.literal(name) + " in step.resultLabels"),
    /** Kinds of step. */
    OPERATION("operation", step -> List.of(step.operation().text()), name -> "step.operation == " + ConditionText.literal(name));

    private final String text;
    private final Function<RecordedStep, List<String>> names;
    private final Function<String, String> condition;
    private final List<Field> fields;

    InventoryKind(String text, Function<RecordedStep, List<String>> names, Function<String, String> condition, Field... fields) {
        this.text = text;
        this.names = names;
        this.condition = condition;
        this.fields = List.of(fields);
    }

    /** The name on the command line. */
    public String text() {
        return text;
    }

    /** The kind of that name; empty for a name that is none. */
    public static Optional<InventoryKind> of(String text) {
        return Stream.of(values()).filter(kind -> kind.text.equals(text)).findFirst();
    }

    /** Names of the things of this kind that a step shows, each once. */
    public List<String> names(RecordedStep step) {
        return names.apply(step);
    }

    /** The operations whose steps can show things of this kind. */
    public Set<Operation> operations() {
        return Stream.of(Operation.values()).filter(operation -> fields.isEmpty() || fields.stream().anyMatch(field -> field.appliesTo(operation))).collect(Collectors.toSet());
    }

    /** The condition that the steps meet which show a thing, and no others. */
    public String condition(String name) {
        return condition.apply(name);
    }

    private static List<String> some(String name) {
        return name == null ? List.of() : List.of(name);
    }

    private static List<String> some(Optional<String> name) {
        return name.stream().toList();
    }

    /** What is known at the end of a step takes the place of what was known before. */
    private static Object value(RecordedStep step, Field field) {
        Object after = step.outcome() == null ? null : step.outcome().facts().asMap().get(field);
        return after == null ? step.step().facts().asMap().get(field) : after;
    }

    private static Optional<String> text(RecordedStep step, Field field) {
        return value(step, field) instanceof String ? Optional.of((String) value(step, field)) : Optional.empty();
    }

    private static List<String> texts(RecordedStep step, Field field) {
        List<String> texts = new ArrayList<>();
        if (value(step, field) instanceof Collection<?>) {
            ((Collection<?>) value(step, field)).stream().distinct().forEach(each -> texts.add(String.valueOf(each)));
        }
        return texts;
    }

    private static String directory(String path) {
        int last = path.lastIndexOf('/');
        return last < 0 ? "." : last == 0 ? "/" : path.substring(0, last);
    }

    private static String inDirectory(String name) {
        // Any sign may stand in a name of a file, line breaks too.
        String file = "[^/]*$";
        String before = name.equals(".") ? "" : name.equals("/") ? "/" : ConditionText.pattern(name) + "/";
        return "step.file.path.matches(" + ConditionText.literal("(?s)^" + before + file) + ")";
    }
}
