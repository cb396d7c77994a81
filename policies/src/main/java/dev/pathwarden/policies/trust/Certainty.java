package dev.pathwarden.policies.trust;

import dev.pathwarden.model.step.LinkKind;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How sure it is that a value came from a source, the surest first. */
public enum Certainty {
    /** A long stretch of the value stands in what the source brought. */
    COPIED("copied"),
    /** A distinctive token of the value stands in what the source brought. */
    TOKEN_MATCH("token-match"),
    /** Something of the kind was read before, and the value was not seen to come from it. */
    ORDER_ONLY("order-only"),
    /** The value was not seen to come from anything. */
    NONE_OBSERVED("none-observed"),
    /** The value was not seen to come from anything, and not all that was read could be kept. */
    UNKNOWN("unknown");

    private static final Map<String, Certainty> BY_TEXT = Stream.of(values()).collect(Collectors.toUnmodifiableMap(Certainty::text, Function.identity()));

    private final String text;

    Certainty(String text) {
        this.text = text;
    }

    /** The word in a condition and on disk. */
    public String text() {
        return text;
    }

    /** What a link to a source says. */
    static Certainty of(LinkKind kind) {
        return kind == LinkKind.COPIED ? COPIED : TOKEN_MATCH;
    }

    /** The certainty of that word, empty for a word that is none. */
    public static Optional<Certainty> of(String text) {
        return Optional.ofNullable(BY_TEXT.get(text));
    }
}
