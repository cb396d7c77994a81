package dev.pathwarden.policies.engine;

import dev.pathwarden.model.step.Field;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a condition can read besides the {@link dev.pathwarden.model.step.Field fields} of the step. */
public enum PathVariable {
    STEP_OPERATION("step.operation", Type.TEXT, "Operation of the step, such as `data.sql`."),
    STEP_NAME("step.name", Type.TEXT, "Short name of the step: a tool, a table, a file name, a host."),
    STEP_ARGS("step.args", Type.MAP, "What was passed in, by argument name: text, numbers, booleans, null, lists and maps."),
    STEP_LABELS("step.labels", Type.TEXT_LIST, "Labels of the step's own arguments and content; of bytes on their way into a file not of its path, which opening it has."),
    STEP_START("step.start", Type.TIMESTAMP, "When the step began; not recorded where the source had no clock."),
    LABELS("labels", Type.TEXT_LIST, "Labels on the path at this instant, the step's own included."),
    PROVENANCE("provenance", Type.TEXT_LIST, "Labels of the sources from which values in the arguments were seen to come, by copy or token match."),
    SOURCES("provenance()", Type.SOURCES, Field.ARGUMENT_SOURCES, "`provenance('to')`: where the argument `to` came from. Each source has a `source`: a label, `data` for all that the user did not say, or `none`; and a "
            + "`certainty`: `copied`, `token-match`, `order-only` where such a label is on the path and the argument was not seen to come from there, `none-observed`, or `unknown` where not all that was read "
            + "could be kept. Empty where the step does not have the argument."),
    ROLES("roles", Type.ROLES, Field.ARGUMENT_ROLES, "The values of a call's arguments by what they are for: `roles.target`, `roles.command`, `roles.path`, `roles.credential`, `roles.selector`, `roles.content` and `roles.detail`, "
            + "as the catalogue of tools says or else their names; of calls of tools and MCP servers, the first 256 texts and numbers."),
    AGENT_ID("agent.id", Type.TEXT, "Durable agent id; not recorded where none is known."),
    RUN_STEPS("run.steps", Type.INTEGER, "Number of steps of the run that were decided before this one."),

    STEP_STATUS("step.status", Type.TEXT, true, "How the step ended: `ok`, `error`, `blocked`, or `unfinished` where no end was recorded."),
    STEP_ERROR("step.error", Type.TEXT, true, "What went wrong, where something did."),
    STEP_RESULT("step.result", Type.VALUE, true, "What came back: text, a number, a boolean, null, a list or a map."),
    STEP_RESULT_LABELS("step.resultLabels", Type.TEXT_LIST, true, "Labels of what came back."),
    STEP_DURATION_MILLIS("step.durationMillis", Type.INTEGER, true, "Whole milliseconds from the step's start to its end."),
    STEP_GUARDRAILS("step.guardrails", Type.TEXT_LIST, true, "Ids of the guardrails that asked for more than to allow the step when it was recorded."),
    STEP_VERDICT("step.verdict", Type.TEXT, true, "The strongest verdict that guardrails gave on it when it was recorded: `deny`, `escalate`, `modify`, `warn`, or `allow` where an exception held; not recorded where none gave one."),
    STEP_ACTIONS("step.actions", Type.TEXT_LIST, true, "What these asked for, such as `block`, whether or not it was done."),
    RUN_ID("run.id", Type.TEXT, true, "Id of the run, 32 hex digits."),
    RUN_STATUS("run.status", Type.TEXT, true, "How the run ended: `ok`, `error` or `unfinished`."),
    RUN_START("run.start", Type.TIMESTAMP, true, "When the run began; not recorded where the source had no clock."),
    RUN_AGENT("run.agent", Type.TEXT, true, "Durable id of the agent that the run is of."),
    RUN_AGENT_NAME("run.agentName", Type.TEXT, true, "Name of that agent.");

    /** Type of a variable's value. */
    public enum Type {
        TEXT, INTEGER, TEXT_LIST, MAP, TIMESTAMP,
        /** A list of sources by argument; each source is a map of texts. */
        SOURCES,
        /** A list of texts by role. */
        ROLES,
        /** Any recorded value. */
        VALUE
    }

    private static final Map<String, PathVariable> BY_TEXT = Stream.of(values()).collect(Collectors.toUnmodifiableMap(PathVariable::text, Function.identity()));

    private final String text;
    private final Type type;
    private final Field field;
    private final boolean ofRecord;
    private final String description;

    PathVariable(String text, Type type, String description) {
        this(text, type, null, false, description);
    }

    PathVariable(String text, Type type, Field field, String description) {
        this(text, type, field, false, description);
    }

    PathVariable(String text, Type type, boolean ofRecord, String description) {
        this(text, type, null, ofRecord, description);
    }

    PathVariable(String text, Type type, Field field, boolean ofRecord, String description) {
        this.text = text;
        this.type = type;
        this.field = field;
        this.ofRecord = ofRecord;
        this.description = description;
    }

    /** The name in a condition and in a bundle. */
    public String text() {
        return text;
    }

    /** Type of the value. */
    public Type type() {
        return type;
    }

    /** The field it is kept in; null where it is read from the step or its path as such. */
    public Field field() {
        return field;
    }

    /** Whether it is read by a function with the name of an argument, as opposed to by its name. */
    public boolean isFunction() {
        return type == Type.SOURCES;
    }

    /** Whether it is known of recorded steps only, as what came of them: conditions on such can read it, and guardrails cannot. */
    public boolean isOfRecord() {
        return ofRecord;
    }

    /** What it is, for the reference page and completion. */
    public String description() {
        return description;
    }

    /** The variable of that name, empty for a name that is none. */
    public static Optional<PathVariable> of(String text) {
        return Optional.ofNullable(BY_TEXT.get(text));
    }
}
