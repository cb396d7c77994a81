package dev.pathwarden.policies.catalogue;

import dev.pathwarden.model.step.Facts;
import dev.pathwarden.model.step.Field;
import dev.pathwarden.policies.tool.ToolEffect;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** What an MCP server says that a tool of its does, without anybody checking it. */
public enum ServerHint {
    ONLY_READS(Field.MCP_READ_ONLY_HINT, true, "only reads", null),
    CHANGES(Field.MCP_READ_ONLY_HINT, false, "changes something", ToolEffect.CHANGES),
    DESTROYS(Field.MCP_DESTRUCTIVE_HINT, true, "may destroy something", ToolEffect.DESTROYS),
    DESTROYS_NOTHING(Field.MCP_DESTRUCTIVE_HINT, false, "destroys nothing", null);

    private final Field field;
    private final boolean value;
    private final String text;
    private final ToolEffect effect;

    ServerHint(Field field, boolean value, String text, ToolEffect effect) {
        this.field = field;
        this.value = value;
        this.text = text;
        this.effect = effect;
    }

    /** The hints that came with a call. Of a tool that only reads, a server need not say that it destroys nothing, and what else it says of that means nothing. */
    static Set<ServerHint> in(Facts facts) {
        Set<ServerHint> hints = EnumSet.noneOf(ServerHint.class);
        for (ServerHint hint : values()) {
            if (Boolean.valueOf(hint.value).equals(facts.get(hint.field)) && !hints.contains(ONLY_READS)) {
                hints.add(hint);
            }
        }
        return hints;
    }

    /** What a draft takes from it: nothing where it would only make the tool more harmless. */
    public Optional<ToolEffect> effect() {
        return Optional.ofNullable(effect);
    }

    /** What the tool does by it, as the end of a sentence. */
    @Override
    public String toString() {
        return text;
    }
}
