package dev.pathwarden.policies.inventory;

/** How much of what servers say of their tools is kept in one inventory: recordings may hold any number of long descriptions. For one thread. */
final class DescriptionRoom {

    private static final long MOST_CHARS = 16L << 20;

    private long used;

    /** The definition, without its description where there is no room for it any more. */
    ToolDefinition keep(ToolDefinition definition) {
        int length = definition.description() == null ? 0 : definition.description().length();
        if (used + length > MOST_CHARS) {
            return new ToolDefinition(definition.hash(), definition.steps(), definition.first(), definition.last(), definition.title(), null, definition.arguments(), definition.hints());
        }
        used += length;
        return definition;
    }
}
