package dev.pathwarden.policies.tool;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What each tool does. A tool that nobody wrote anything of is taken for what its name says.
 *
 * <p>Safe for any thread. What names say is kept for up to {@link #MAX_DRAFTS} tools and as many arguments, because each step asks for it.
 */
public final class ToolCatalogue {

    /** Most tools of which one catalogue can say something. */
    public static final int MOST_TOOLS = 10_000;

    private static final int MAX_DRAFTS = 4_096;

    private final Map<String, ToolEntry> written;
    private final Map<String, ToolEntry> drafts = new ConcurrentHashMap<>();
    private final Map<String, ArgumentRole> draftedRoles = new ConcurrentHashMap<>();

    /**
     * A catalogue of these tools; of two of the same name the later holds.
     */
    public ToolCatalogue(Collection<ToolEntry> entries) {
        Map<String, ToolEntry> byName = new LinkedHashMap<>();
        entries.forEach(entry -> byName.put(entry.name(), entry));
        written = Collections.unmodifiableMap(byName);
    }

    /** What somebody wrote of tools, in the order in which it was written. */
    public Collection<ToolEntry> written() {
        return written.values();
    }

    /** What somebody wrote of that tool; empty where nobody did. */
    public Optional<ToolEntry> written(String tool) {
        return Optional.ofNullable(written.get(tool));
    }

    /** What is known of that tool: what somebody wrote, or else what its name says. */
    public ToolEntry of(String tool) {
        ToolEntry entry = written.get(tool);
        if (entry == null) {
            entry = drafts.get(tool);
        }
        if (entry == null) {
            entry = ToolDraft.of(tool);
            if (drafts.size() < MAX_DRAFTS) {
                drafts.put(tool, entry);
            }
        }
        return entry;
    }

    /**
     * Role of the argument in which a value stands: as somebody wrote, or else as its name says.
     *
     * @param tool the tool
     * @param path path of the value in the arguments, such as {@code to} or {@code rows[0].email}; of what somebody wrote the outermost name counts
     */
    public ArgumentRole role(ToolEntry tool, String path) {
        ArgumentRole wrote = tool.roles().isEmpty() ? null : tool.roles().get(outermost(path));
        if (wrote != null) {
            return wrote;
        }
        ArgumentRole role = draftedRoles.get(path);
        if (role == null) {
            role = ToolDraft.role(path);
            if (draftedRoles.size() < MAX_DRAFTS) {
                draftedRoles.put(path, role);
            }
        }
        return role;
    }

    private static String outermost(String path) {
        for (int i = 0; i < path.length(); i++) {
            if (path.charAt(i) == '.' || path.charAt(i) == '[') {
                return path.substring(0, i);
            }
        }
        return path;
    }
}
