package dev.pathwarden.policies.novelty;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a run comes to, in numbers. */
public enum Volume {
    STEPS("steps"),
    CALLS("calls"),
    ROWS("rows"),
    BYTES("bytes");

    private static final Map<String, Volume> BY_TEXT = Stream.of(values()).collect(Collectors.toUnmodifiableMap(Volume::text, Function.identity()));

    private final String text;

    Volume(String text) {
        this.text = text;
    }

    /** The word for it in files: steps of the run, calls of tools, rows that SQL read, bytes of request bodies. */
    public String text() {
        return text;
    }

    /** The volume of that name, empty for a name that is none. */
    public static Optional<Volume> of(String text) {
        return Optional.ofNullable(BY_TEXT.get(text));
    }

    @Override
    public String toString() {
        return text;
    }
}
