package dev.pathwarden.policies.tool;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a tool does to the world outside of the agent. */
public enum ToolEffect {
    READS("reads"),
    CHANGES("changes"),
    SENDS("sends"),
    DESTROYS("destroys");

    private static final Map<String, ToolEffect> BY_TEXT = Stream.of(values()).collect(Collectors.toUnmodifiableMap(ToolEffect::text, Function.identity()));

    private final String text;

    ToolEffect(String text) {
        this.text = text;
    }

    /** The name in a catalogue and in a guardrail. */
    public String text() {
        return text;
    }

    /** Whether something is another after it than before. */
    public boolean acts() {
        return this != READS;
    }

    /** The effect of that name, empty for a name that is none. */
    public static Optional<ToolEffect> of(String text) {
        return Optional.ofNullable(BY_TEXT.get(text));
    }

    @Override
    public String toString() {
        return text;
    }
}
