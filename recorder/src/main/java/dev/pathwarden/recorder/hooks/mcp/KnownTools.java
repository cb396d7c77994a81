package dev.pathwarden.recorder.hooks.mcp;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Tools of MCP servers as this machine knew them when they were last called, so that one that changes between two starts is told from one that never did. Immutable.
 *
 * <p>As text, a line for each tool: the hash of its definition, when it was first called in seconds of the epoch, its server and its name, the last two as in a URL. Bounded: what was called longest
 * ago goes first, and a line that is none is passed over.
 */
public final class KnownTools {

    /** Nothing is known. */
    public static final KnownTools NONE = new KnownTools(Map.of());

    /** Longest text that is read, in bytes. */
    public static final int MAX_BYTES = 4 << 20;

    static final int MOST = 2_000;
    private static final int WORDS = 4;
    private static final int LONGEST_NAME = 100;

    private final Map<String, Tool> tools;

    private KnownTools(Map<String, Tool> tools) {
        this.tools = tools;
    }

    /**
     * What is known of a tool.
     *
     * @param definition hash of its definition
     * @param firstSeconds when it was first called, seconds of the epoch
     */
    public record Tool(String definition, long firstSeconds) {
    }

    /** Reads a text; whatever in it is of no use is passed over. */
    public static KnownTools read(String text) {
        Map<String, Tool> tools = new LinkedHashMap<>();
        for (String line : text.split("\n")) {
            String[] words = line.split(" ");
            if (words.length == WORDS && words[0].matches("[0-9a-f]{32}") && words[1].matches("[0-9]{1,15}") && tools.size() < MOST) {
                tools.put(words[2] + ' ' + words[3], new Tool(words[0], Long.parseLong(words[1])));
            }
        }
        return new KnownTools(tools);
    }

    /** The tool of that name, null where it is not known. */
    public Tool of(String server, String tool) {
        return server == null || tool == null ? null : tools.get(key(server, tool));
    }

    /**
     * These tools with one that was called.
     *
     * @param seconds when that was, seconds of the epoch
     */
    public KnownTools with(String server, String tool, String definition, long seconds) {
        if (server.length() > LONGEST_NAME || tool.length() > LONGEST_NAME || !definition.matches("[0-9a-f]{32}") || seconds < 0) {
            return this;
        }
        Map<String, Tool> more = new LinkedHashMap<>(tools);
        Tool before = more.remove(key(server, tool));
        more.put(key(server, tool), new Tool(definition, before == null ? seconds : Math.min(before.firstSeconds(), seconds)));
        if (more.size() > MOST) {
            more.remove(more.keySet().iterator().next());
        }
        return new KnownTools(more);
    }

    /** The text that {@link #read} takes: ASCII. */
    public String text() {
        StringBuilder text = new StringBuilder();
        tools.forEach((key, tool) -> text.append(tool.definition()).append(' ').append(tool.firstSeconds()).append(' ').append(key).append('\n'));
        return text.toString();
    }

    /** Number of tools. */
    public int size() {
        return tools.size();
    }

    private static String key(String server, String tool) {
        return encoded(server) + ' ' + encoded(tool);
    }

    private static String encoded(String name) {
        // An empty name would be no word of a line.
        return name.isEmpty() ? "-" : URLEncoder.encode(name, StandardCharsets.UTF_8).replace("-", "%2D");
    }
}
