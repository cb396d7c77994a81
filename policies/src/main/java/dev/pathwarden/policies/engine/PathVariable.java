package dev.pathwarden.policies.engine;

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
    AGENT_ID("agent.id", Type.TEXT, "Durable agent id; not recorded where none is known."),
    RUN_STEPS("run.steps", Type.INTEGER, "Number of steps of the run that were decided before this one.");

    /** Type of a variable's value. */
    public enum Type {
        TEXT, INTEGER, TEXT_LIST, MAP, TIMESTAMP
    }

    private static final Map<String, PathVariable> BY_TEXT = Stream.of(values()).collect(Collectors.toUnmodifiableMap(PathVariable::text, Function.identity()));

    private final String text;
    private final Type type;
    private final String description;

    PathVariable(String text, Type type, String description) {
        this.text = text;
        this.type = type;
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

    /** One sentence for the reference page and completion. */
    public String description() {
        return description;
    }

    /** The variable of that name, empty for a name that is none. */
    public static Optional<PathVariable> of(String text) {
        return Optional.ofNullable(BY_TEXT.get(text));
    }
}
