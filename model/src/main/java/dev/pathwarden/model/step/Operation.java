package dev.pathwarden.model.step;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What kind of action a step is. The first word of {@link #text()} is its layer. */
public enum Operation {
    MODEL_CHAT("model.chat", Layer.MODEL),
    AGENT_INVOKE("agent.invoke", Layer.AGENT),
    AGENT_HANDOFF("agent.handoff", Layer.AGENT),
    TOOL_CALL("tool.call", Layer.TOOL),
    MCP_CALL("mcp.call", Layer.MCP),
    DATA_SQL("data.sql", Layer.DATA),
    DATA_FILE_READ("data.file.read", Layer.DATA),
    DATA_FILE_WRITE("data.file.write", Layer.DATA),
    DATA_FILE_DELETE("data.file.delete", Layer.DATA),
    DATA_HTTP("data.http", Layer.DATA),
    DATA_NET("data.net", Layer.DATA),
    CODE_PROCESS("code.process", Layer.CODE),
    CODE_SCRIPT("code.script", Layer.CODE),
    OUTCOME("outcome", Layer.OUTCOME);

    private static final Map<String, Operation> BY_TEXT =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(Operation::text, Function.identity()));

    private final String text;
    private final Layer layer;

    Operation(String text, Layer layer) {
        this.text = text;
        this.layer = layer;
    }

    /** The name as it stands in guardrails, on screen and on disk. */
    public String text() {
        return text;
    }

    /** The layer of the action path this operation belongs to. */
    public Layer layer() {
        return layer;
    }

    /** The operation of that name, empty for a name that is none. */
    public static Optional<Operation> of(String text) {
        return Optional.ofNullable(BY_TEXT.get(text));
    }

    @Override
    public String toString() {
        return text;
    }
}
