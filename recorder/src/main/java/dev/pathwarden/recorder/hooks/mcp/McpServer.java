package dev.pathwarden.recorder.hooks.mcp;

import dev.pathwarden.model.step.Field;
import dev.pathwarden.recorder.context.StepDraft;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What one MCP server has said of itself and its tools to one client of this program. For any thread. */
final class McpServer {

    private static final int MOST_TOOLS = 5000;
    private static final int MOST_DESCRIBED = 500;
    private static final int LONGEST_NAME = 500;
    private static final long MILLIS_OF_A_SECOND = 1_000;

    private final Map<String, Definition> tools = new ConcurrentHashMap<>();
    private final KnownTools known;
    private volatile String name;
    private volatile String version;

    /**
     * A server of which nothing has been heard yet.
     *
     * @param known what is known of tools from earlier runs; null where nothing is remembered
     */
    McpServer(KnownTools known) {
        this.known = known;
    }

    void introduced(String itsName, String itsVersion) {
        name = StepDraft.bounded(itsName, LONGEST_NAME);
        version = StepDraft.bounded(itsVersion, LONGEST_NAME);
    }

    /** The name the server gave itself; null before it did. */
    String name() {
        return name;
    }

    /** Notes that the server listed a tool. Of the first {@value #MOST_DESCRIBED} more than the hash is kept. */
    void listed(String tool, ListedTool listed) {
        if (tool != null && (tools.size() < MOST_TOOLS || tools.containsKey(tool))) {
            Definition first = new Definition(tools.size() < MOST_DESCRIBED ? listed : listed.bare(), false);
            tools.merge(tool, first, (before, now) -> new Definition(before.listed().isBare() ? listed.bare() : listed, before.changed() || !before.listed().hash().equals(listed.hash())));
        }
    }

    /**
     * Adds what is known of the server, and of the tool that is called.
     *
     * @param key name under which the client knows the server; null where it has none
     * @param tool name of the tool; null for a call of none
     */
    StepDraft describe(StepDraft draft, String key, String tool) {
        facts(tool).forEach(draft::fact);
        if (known != null && tool != null) {
            remember(draft, known.of(key, tool), tools.get(tool));
        }
        return draft;
    }

    private static void remember(StepDraft draft, KnownTools.Tool then, Definition now) {
        draft.fact(Field.MCP_KNOWN_SECONDS, then == null ? 0L : Math.max(0, System.currentTimeMillis() / MILLIS_OF_A_SECOND - then.firstSeconds()));
        if (now != null) {
            draft.fact(Field.MCP_CHANGED, then != null && !then.definition().equals(now.listed().hash()));
        }
    }

    /** What is known of the server, and of that tool; null where nothing is. */
    Map<Field, Object> facts(String tool) {
        Definition definition = tool == null ? null : tools.get(tool);
        Map<Field, Object> facts = definition == null ? new EnumMap<>(Field.class) : definition.listed().facts();
        facts.put(Field.MCP_SERVER_NAME, name);
        facts.put(Field.MCP_SERVER_VERSION, version);
        facts.put(Field.MCP_REDEFINED, definition == null ? null : definition.changed());
        return facts;
    }

    private record Definition(ListedTool listed, boolean changed) {
    }
}
