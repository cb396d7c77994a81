package dev.pathwarden.recorder.hooks.mcp;

import dev.pathwarden.model.step.Field;
import dev.pathwarden.recorder.context.StepDraft;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What one MCP server has said of itself and its tools to one client of this program. For any thread. */
final class McpServer {

    private static final int MOST_TOOLS = 5000;
    private static final int LONGEST_NAME = 500;

    private final Map<String, Definition> tools = new ConcurrentHashMap<>();
    private volatile String name;
    private volatile String version;

    void introduced(String itsName, String itsVersion) {
        name = StepDraft.bounded(itsName, LONGEST_NAME);
        version = StepDraft.bounded(itsVersion, LONGEST_NAME);
    }

    /** The name the server gave itself; null before it did. */
    String name() {
        return name;
    }

    /** Notes that the server listed a tool, with that hash of its definition. */
    void listed(String tool, String hash) {
        if (tool != null && (tools.size() < MOST_TOOLS || tools.containsKey(tool))) {
            tools.merge(tool, new Definition(hash, false), (before, now) -> new Definition(hash, before.changed() || !before.hash().equals(hash)));
        }
    }

    /**
     * Adds what is known of the server, and of the tool that is called.
     *
     * @param tool name of the tool; null for a call of none
     */
    StepDraft describe(StepDraft draft, String tool) {
        Definition definition = tool == null ? null : tools.get(tool);
        return draft.fact(Field.MCP_SERVER_NAME, name).fact(Field.MCP_SERVER_VERSION, version)
                .fact(Field.MCP_DEFINITION, definition == null ? null : definition.hash())
                .fact(Field.MCP_REDEFINED, definition == null ? null : (Object) definition.changed());
    }

    private record Definition(String hash, boolean changed) {
    }
}
