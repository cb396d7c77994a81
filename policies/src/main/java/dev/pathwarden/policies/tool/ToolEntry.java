package dev.pathwarden.policies.tool;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is known of one tool.
 *
 * @param name its name as agents call it
 * @param effects what it does; empty where nobody said and its name does not tell
 * @param roles role of each argument that somebody said something of, by the argument's name
 * @param returns labels of what it gives back, such as {@code untrusted}
 */
public record ToolEntry(String name, Set<ToolEffect> effects, Map<String, ArgumentRole> roles, Set<String> returns) {

    private static final int MOST_OF_A_LABEL = 60;

    public ToolEntry {
        Objects.requireNonNull(name, "name");
        effects = effects.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(effects));
        roles = Collections.unmodifiableMap(new TreeMap<>(roles));
        returns = Collections.unmodifiableSet(new TreeSet<>(returns));
    }

    /** Whether a text can be a label of what a tool gives back: lower-case words with dots between them, 60 characters at most. */
    public static boolean isLabel(String text) {
        if (text.isEmpty() || text.length() > MOST_OF_A_LABEL || text.charAt(0) < 'a' || text.charAt(0) > 'z') {
            return false;
        }
        return text.chars().allMatch(c -> c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '.' || c == '-');
    }

    /** Whether it does more than read. */
    public boolean acts() {
        return effects.contains(ToolEffect.CHANGES) || effects.contains(ToolEffect.SENDS) || effects.contains(ToolEffect.DESTROYS);
    }
}
