package dev.pathwarden.policies.novelty;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The kinds of what an agent can be seen to do, those that tell most of an agent gone astray first. */
public enum TraitKind {
    TOOL("tool", 500, "A tool, of an MCP server or not."),
    HOST("host", 1_000, "A host that a step reaches or its arguments name."),
    EXECUTABLE("executable", 200, "A program that is started."),
    TABLE("table", 500, "A table that SQL reads or writes."),
    PATH("path", 1_000, "A place where files are read, written or deleted: the directory, with numbers left out."),
    SHAPE("shape", 3_000, "A form of value in an argument of a tool."),
    ORDER("order", 2_000, "A tool right behind another, or as the first of a run."),
    MODEL("model", 50, "A model that is asked.");

    private static final Map<String, TraitKind> BY_TEXT = Stream.of(values()).collect(Collectors.toUnmodifiableMap(TraitKind::text, Function.identity()));

    private final String text;
    private final int most;
    private final String description;

    TraitKind(String text, int most, String description) {
        this.text = text;
        this.most = most;
        this.description = description;
    }

    /** The word for it, in files and behind {@code novel.} in a condition. */
    public String text() {
        return text;
    }

    /** How many of them are kept of one agent. */
    public int most() {
        return most;
    }

    /** One sentence for people. */
    public String description() {
        return description;
    }

    /** The kind of that name, empty for a name that is none. */
    public static Optional<TraitKind> of(String text) {
        return Optional.ofNullable(BY_TEXT.get(text));
    }

    @Override
    public String toString() {
        return text;
    }
}
