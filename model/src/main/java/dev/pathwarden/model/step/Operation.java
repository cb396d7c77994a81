package dev.pathwarden.model.step;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What kind of action a step is. The first word of {@link #text()} is its layer. */
public enum Operation {
    MODEL_CHAT("model.chat", Layer.MODEL, "model hooks"),
    AGENT_INVOKE("agent.invoke", Layer.AGENT, "agent hooks"),
    AGENT_HANDOFF("agent.handoff", Layer.AGENT, "A2A hooks"),
    TOOL_CALL("tool.call", Layer.TOOL, "tool hooks"),
    MCP_CALL("mcp.call", Layer.MCP, "MCP hooks"),
    DATA_SQL("data.sql", Layer.DATA, "JDBC hooks"),
    DATA_FILE_READ("data.file.read", Layer.DATA, "file hooks"),
    DATA_FILE_WRITE("data.file.write", Layer.DATA, "file hooks"),
    DATA_FILE_DELETE("data.file.delete", Layer.DATA, "file hooks"),
    DATA_HTTP("data.http", Layer.DATA, "HTTP hooks"),
    DATA_NET("data.net", Layer.DATA, "network hooks"),
    CODE_PROCESS("code.process", Layer.CODE, "process hooks"),
    CODE_SCRIPT("code.script", Layer.CODE, "code hooks"),
    OUTCOME("outcome", Layer.OUTCOME, "end of the run");

    private static final Map<String, Operation> BY_TEXT =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(Operation::text, Function.identity()));

    private final String text;
    private final Layer layer;
    private final String recordedBy;

    Operation(String text, Layer layer, String recordedBy) {
        this.text = text;
        this.layer = layer;
        this.recordedBy = recordedBy;
    }

    /** The name as it stands in guardrails, on screen and on disk. */
    public String text() {
        return text;
    }

    /** The layer of the action path this operation belongs to. */
    public Layer layer() {
        return layer;
    }

    /** What of a recorder in a JVM makes steps of it, for people: a family of hooks. */
    public String recordedBy() {
        return recordedBy;
    }

    /** Whether an imported conversation has steps of it, where nobody watched what tools did. */
    public boolean isInConversations() {
        return this == MODEL_CHAT || this == AGENT_INVOKE || this == TOOL_CALL;
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
