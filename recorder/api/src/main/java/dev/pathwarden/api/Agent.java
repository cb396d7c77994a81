package dev.pathwarden.api;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * An agent: the name that it keeps for life, and what it is made of at present. Immutable.
 *
 * <p>The recorder mints the agent's durable id from the name alone, and its version from the definition: a new prompt is a new version of the same agent.
 */
public final class Agent {

    private final String name;
    private final Map<String, String> definition;

    private Agent(String name, Map<String, String> definition) {
        this.name = name;
        this.definition = definition;
    }

    /**
     * An agent of that name, with nothing said of its definition.
     *
     * @throws IllegalArgumentException if the name is blank
     */
    public static Agent named(String name) {
        if (name.trim().isEmpty()) {
            throw new IllegalArgumentException("an agent's name is blank; give it the name it is known under in your team");
        }
        return new Agent(name, Collections.emptyMap());
    }

    /** This agent with its system prompt. */
    public Agent prompt(String text) {
        return with("prompt", text);
    }

    /** This agent with its model. */
    public Agent model(String model) {
        return with("model", model);
    }

    /** This agent with one tool more, described by whatever of it matters: a changed description is a changed agent. */
    public Agent tool(String tool, String description) {
        return with("tool " + tool, description);
    }

    private Agent with(String part, String value) {
        Map<String, String> more = new TreeMap<>(definition);
        more.put(part, Objects.requireNonNull(value, part));
        return new Agent(name, Collections.unmodifiableMap(more));
    }

    /** The declared name. */
    public String name() {
        return name;
    }

    /** What the agent is made of: texts by what they are. */
    public Map<String, String> definition() {
        return definition;
    }
}
