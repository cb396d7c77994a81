package dev.pathwarden.policies.tool;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What part an argument plays in what a tool does. */
public enum ArgumentRole {
    /** To whom or where to: a recipient, an account, a host. */
    TARGET("target"),
    /** What is run. */
    COMMAND("command"),
    /** Which file. */
    PATH("path"),
    /** What opens something: a password, a key. */
    CREDENTIAL("credential"),
    /** Which of several things, by its name or by words. */
    SELECTOR("selector"),
    /** What is written, sent or said. */
    CONTENT("content"),
    /** How much, when, or in which form. */
    DETAIL("detail");

    private static final Map<String, ArgumentRole> BY_TEXT = Stream.of(values()).collect(Collectors.toUnmodifiableMap(ArgumentRole::text, Function.identity()));

    private final String text;

    ArgumentRole(String text) {
        this.text = text;
    }

    /** The name in a catalogue. */
    public String text() {
        return text;
    }

    /** Whether the argument decides on whom or on what the tool acts, rather than with what. */
    public boolean aims() {
        return this != CONTENT && this != DETAIL;
    }

    /** The role of that name, empty for a name that is none. */
    public static Optional<ArgumentRole> of(String text) {
        return Optional.ofNullable(BY_TEXT.get(text));
    }

    @Override
    public String toString() {
        return text;
    }
}
